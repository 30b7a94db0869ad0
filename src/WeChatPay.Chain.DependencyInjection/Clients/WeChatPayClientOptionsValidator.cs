using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Says of a wrong option which client it belongs to, and which configuration key sets it.</summary>
internal sealed class WeChatPayClientOptionsValidator(IEnumerable<ClientRegistration> registrations) : IValidateOptions<WeChatPayClientOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatPayClientOptions options)
    {
        if (registrations.FirstOrDefault(registration => registration.Name == name) is not { } registration)
        {
            return ValidateOptionsResult.Skip;
        }
        try
        {
            options.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail(Describe(registration, exception.ParamName is { } option ? registration.KeyOf(option) : null, exception.Message));
        }
    }

    /// <param name="registration">Whose option it is.</param>
    /// <param name="key">The configuration key that sets it; null when code does.</param>
    /// <param name="problem">What is wrong, and the remedy.</param>
    public static string Describe(ClientRegistration registration, string? key, string problem)
    {
        // The name of a parameter is no use to whom writes a configuration.
        var words = problem.Split(" (Parameter '")[0];
        var client = registration.Name.Length == 0 ? "The WeChat Pay client" : $"The WeChat Pay client '{registration.Name}'";
        var place = key is null ? "" : $" Configuration key: {key}.";
        return $"{client} cannot be made. {words}{place}";
    }
}
