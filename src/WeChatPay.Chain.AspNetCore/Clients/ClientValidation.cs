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
            return ValidateOptionsResult.Fail(Describe(registration, exception.ParamName, exception.Message));
        }
    }

    public static string Describe(ClientRegistration registration, string? option, string problem)
    {
        // The name of a parameter is no use to whom writes a configuration.
        var words = problem.Split(" (Parameter '")[0];
        var client = registration.Name.Length == 0 ? "The WeChat Pay client" : $"The WeChat Pay client '{registration.Name}'";
        var place = option is not null && registration.KeyOf(option) is { } key ? $" Configuration key: {key}." : "";
        return $"{client} cannot be made. {words}{place}";
    }
}
