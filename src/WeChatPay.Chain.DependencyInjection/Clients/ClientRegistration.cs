using Microsoft.Extensions.Configuration;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>A client that an application asked for.</summary>
/// <param name="Name">Empty for the default one.</param>
/// <param name="Configuration">Where its options stand, and say when they change; null when code sets them.</param>
internal sealed record ClientRegistration(string Name, IConfiguration? Configuration)
{
    /// <summary>The name of the client's sockets without the merchant certificate.</summary>
    public string HttpName => $"WeChatPay.Chain:{Name}";

    /// <summary>The name of the client's sockets that present the merchant certificate.</summary>
    public string SecuredHttpName => $"WeChatPay.Chain.Secured:{Name}";

    /// <summary>The path of an option, such as <c>Timeout</c> or <c>Resilience.BaseDelay</c>, in the configuration; null when code sets it.</summary>
    public string? KeyOf(string option) => Configuration switch
    {
        null => null,
        IConfigurationSection section => ConfigurationPath.Combine(section.Path, option.Replace('.', ':')),
        _ => option,
    };
}
