using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WeChatPay.Chain;
using WeChatPay.Chain.DependencyInjection;
using WeChatPay.Chain.DependencyInjection.Clients;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients of WeChat Pay, one for each merchant.</summary>
public static class WeChatPayServiceCollectionExtensions
{
    /// <summary>Registers the default client, with the options of a configuration.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configuration">
    /// The section that holds the client's options under the names of <see cref="WeChatPayClientOptions"/>: <c>MerchantId</c>,
    /// <c>MerchantSerialNumber</c>, <c>MerchantPrivateKey</c> (PEM, or <c>file://</c> and a path), <c>PlatformKeys</c> (by serial or
    /// <c>PUB_KEY_ID_…</c>, each as PEM or <c>file://</c> and a path), <c>DownloadPlatformCertificates</c> (<c>true</c> for
    /// <see cref="PlatformKeys.FromCertificates"/>, beside the keys that are named), <c>ApiV3Key</c>, <c>ApiV2Key</c>, <c>MerchantCertificate</c>
    /// (PEM, or <c>file://</c> and a path to <c>.pem</c> or, with <c>MerchantCertificatePassword</c>, to <c>.p12</c>), <c>BaseAddress</c>,
    /// <c>Timeout</c> and <c>DownloadTimeout</c> (seconds, or <c>hh:mm:ss</c>), <c>MaxDownloadSize</c> (bytes), <c>Resilience</c> (the names of
    /// <see cref="ResilienceOptions"/>; retries and failover are on unless it is <c>false</c>). An empty value counts as missing; an unknown
    /// name is an error. Where <c>PlatformKeys</c> itself has a value, it lists, separated by commas, the keys of the section to use (a comma
    /// without a key: none): so a source of configuration that is added later can set aside the keys of an earlier one.
    /// </param>
    /// <returns>A builder that configures the client further.</returns>
    /// <remarks>
    /// <para>
    /// Logs and the clock are the application's. The section is read when the client is built, never here: sources that are added to the
    /// configuration afterwards count. The options are checked when the host starts. When the configuration changes, a new client replaces
    /// this one without a restart; when the change is wrong, an error is logged and the client stays. Key files are read again with each change.
    /// </para>
    /// <para>
    /// Registering a name again replaces its section or delegate. What <c>services.Configure</c> and <c>PostConfigure</c> add for the name
    /// stays, and is applied as everywhere: sections and delegates in the order in which they were added, then <c>PostConfigure</c>, then the
    /// checks.
    /// </para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">A client is registered under a name that differs only in case.</exception>
    /// <example><code>builder.Services.AddWeChatPay(builder.Configuration.GetSection("WeChatPay"));</code></example>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, IConfiguration configuration) => services.AddWeChatPay(Options.Options.DefaultName, configuration);

    /// <summary>Registers a client under a name: <c>[FromKeyedServices("name")] WeChatPayClient</c>, or <see cref="IWeChatPayClients.Get"/>.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">Any name; the route value <c>merchant</c> of a notification's URL is compared with it, whatever its case.</param>
    /// <inheritdoc cref="AddWeChatPay(IServiceCollection, IConfiguration)"/>
    /// <param name="configuration">As for the default client.</param>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, new ClientRegistration(name, configuration));
    }

    /// <summary>Registers the default client, with options that code sets.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options. Called when the client is built.</param>
    /// <returns>A builder that configures the client further.</returns>
    /// <remarks>Registering the default client again replaces its delegate or section.</remarks>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, Action<WeChatPayClientOptions> configure) => services.AddWeChatPay(Options.Options.DefaultName, configure);

    /// <summary>Registers a client under a name, with options that code sets.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">Any name.</param>
    /// <param name="configure">Sets the options. Called when the client is built.</param>
    /// <inheritdoc cref="AddWeChatPay(IServiceCollection, string, IConfiguration)"/>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, string name, Action<WeChatPayClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        return Add(services, new ClientRegistration(name, configure));
    }

    private static WeChatPayBuilder Add(IServiceCollection services, ClientRegistration registration)
    {
        var name = registration.Name;
        if (!Remove(services, name))
        {
            AddShared(services);
            AddClient(services, name);
            ClientSockets.Add(services, name, secured: false);
            ClientSockets.Add(services, name, secured: true);
        }
        services.AddSingleton(registration);
        services.AddSingleton(registration.Options);
        return new WeChatPayBuilder(
            name,
            services.AddOptions<WeChatPayClientOptions>(name).ValidateOnStart(),
            services.AddHttpClient(ClientSockets.NameOf(name, secured: false)),
            services.AddHttpClient(ClientSockets.NameOf(name, secured: true)));
    }

    /// <summary>Removes an earlier registration of the name: its section or delegate, not what the application has added to it.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool Remove(IServiceCollection services, string name)
    {
        var earlier = services
            .Select(service => service.IsKeyedService ? null : service.ImplementationInstance as ClientRegistration)
            .FirstOrDefault(registration => registration?.Name.Equals(name, StringComparison.OrdinalIgnoreCase) == true);
        if (earlier is null)
        {
            return false;
        }
        if (earlier.Name != name)
        {
            throw new InvalidOperationException(
                $"A WeChat Pay client is registered as '{earlier.Name}', and names are compared without case. Give each merchant its own name, or repeat "
                + "the name letter for letter to replace the registration.");
        }
        foreach (var service in services.Where(service => !service.IsKeyedService
            && (ReferenceEquals(service.ImplementationInstance, earlier) || ReferenceEquals(service.ImplementationInstance, earlier.Options))).ToList())
        {
            services.Remove(service);
        }
        return true;
    }

    private static void AddShared(IServiceCollection services)
    {
        services.AddLogging();
        services.AddHttpClient();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddTransient<IOptionsFactory<WeChatPayClientOptions>, WeChatPayClientOptionsFactory>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WeChatPayClientOptions>, WeChatPayClientOptionsValidator>());
        services.TryAddSingleton<ClientFactory>();
        services.TryAddSingleton<WeChatPayClients>();
        services.TryAddSingleton<IWeChatPayClients>(provider => provider.GetRequiredService<WeChatPayClients>());
        services.AddHostedService<ClientsAtStart>();
        AspNetCorePackage.Register(services);
    }

    // Scoped: a singleton would keep the client it got, and not see its successor. Singletons ask IWeChatPayClients.
    private static void AddClient(IServiceCollection services, string name)
    {
        if (name.Length == 0)
        {
            services.AddScoped(provider => provider.GetRequiredService<WeChatPayClients>().Get());
        }
        else
        {
            services.AddKeyedScoped(name, (provider, _) => provider.GetRequiredService<WeChatPayClients>().Get(name));
        }
    }
}
