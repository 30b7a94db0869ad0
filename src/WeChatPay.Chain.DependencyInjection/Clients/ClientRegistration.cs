using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.DependencyInjection.Configuration;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>A client that the application registered with <c>AddWeChatPay</c>.</summary>
internal sealed class ClientRegistration
{
    /// <param name="name">The name; empty for the default client.</param>
    /// <param name="configuration">The configuration that contains the options and signals changes.</param>
    public ClientRegistration(string name, IConfiguration configuration)
    {
        Name = name;
        Configuration = configuration;
        ConfigureOptions = new ConfigureWeChatPayClientOptions(this, configuration);
    }

    /// <param name="name">The name; empty for the default client.</param>
    /// <param name="configure">Configures the options.</param>
    public ClientRegistration(string name, Action<WeChatPayClientOptions> configure)
    {
        Name = name;
        ConfigureOptions = new ConfigureNamedOptions<WeChatPayClientOptions>(name, configure);
    }

    public string Name { get; }

    /// <summary>The configuration; <see langword="null"/> if code sets the options.</summary>
    public IConfiguration? Configuration { get; }

    /// <summary>Configures the options, in its place among the configuration steps that the application adds for the name.</summary>
    public IConfigureOptions<WeChatPayClientOptions> ConfigureOptions { get; }

    /// <summary>
    /// The configuration key of an option, such as <c>Timeout</c> or <c>Resilience.BaseDelay</c>; <see langword="null"/> if code sets it.
    /// </summary>
    public string? GetKey(string option) => Configuration switch
    {
        null => null,
        IConfigurationSection section => ConfigurationPath.Combine(
            section.Path, option.Replace(".", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)),
        _ => option,
    };
}
