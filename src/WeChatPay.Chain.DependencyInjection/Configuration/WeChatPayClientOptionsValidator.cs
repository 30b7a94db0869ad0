using Microsoft.Extensions.Options;
using WeChatPay.Chain.DependencyInjection.Clients;

namespace WeChatPay.Chain.DependencyInjection.Configuration;

/// <summary>Validates the options of a client. The message names the client and the configuration key.</summary>
internal sealed class WeChatPayClientOptionsValidator(IEnumerable<ClientRegistration> registrations)
    : IValidateOptions<WeChatPayClientOptions>
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
            var key = exception.ParamName is { } option ? registration.GetKey(option) : null;
            return ValidateOptionsResult.Fail(Describe(registration, key, exception.Message));
        }
    }

    /// <param name="registration">The client.</param>
    /// <param name="key">The configuration key of the option; <see langword="null"/> if code sets it.</param>
    /// <param name="problem">What is wrong, and the remedy.</param>
    public static string Describe(ClientRegistration registration, string? key, string problem)
    {
        // A parameter name means nothing to someone who edits a configuration.
        var message = problem.Split(" (Parameter '")[0];
        var client = registration.Name.Length == 0 ? "The WeChat Pay client" : $"The WeChat Pay client '{registration.Name}'";
        return $"{client} cannot be created. {message}{(key is null ? "" : $" Configuration key: {key}.")}";
    }
}
