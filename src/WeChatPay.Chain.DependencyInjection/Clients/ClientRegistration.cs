using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>A client that an application asked for.</summary>
internal sealed class ClientRegistration
{
    /// <param name="name">Empty for the default one.</param>
    /// <param name="configuration">Holds its options, and tells when they change.</param>
    public ClientRegistration(string name, IConfiguration configuration)
    {
        Name = name;
        Configuration = configuration;
        Options = new ConfigureWeChatPayClientOptions(this, configuration);
    }

    /// <param name="name">Empty for the default one.</param>
    /// <param name="configure">Sets its options.</param>
    public ClientRegistration(string name, Action<WeChatPayClientOptions> configure)
    {
        Name = name;
        Options = new ConfigureNamedOptions<WeChatPayClientOptions>(name, configure);
    }

    public string Name { get; }

    /// <summary>Null when code sets the options.</summary>
    public IConfiguration? Configuration { get; }

    /// <summary>The step that sets the options, in its place among those that the application adds for the name.</summary>
    public IConfigureOptions<WeChatPayClientOptions> Options { get; }

    /// <summary>The path of an option, such as <c>Timeout</c> or <c>Resilience.BaseDelay</c>, in the configuration; null when code sets it.</summary>
    public string? KeyOf(string option) => Configuration switch
    {
        null => null,
        IConfigurationSection section => ConfigurationPath.Combine(section.Path, option.Replace('.', ':')),
        _ => option,
    };
}
