using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>Says of a wrong option which client's it is, and where it stands in the configuration.</summary>
internal sealed class ClientValidation(ClientRegistration registration) : IValidateOptions<WeChatPayClientOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatPayClientOptions options)
    {
        if (name != registration.Name)
        {
            return ValidateOptionsResult.Skip;
        }
        try
        {
            ClientOptionsChecks.Checked(options);
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail(Describe(registration, exception.ParamName is { } option ? registration.KeyOf(option) : null, exception.Message));
        }
    }

    /// <param name="registration">Whose option it is.</param>
    /// <param name="key">Where it stands in the configuration; null when code sets it.</param>
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
