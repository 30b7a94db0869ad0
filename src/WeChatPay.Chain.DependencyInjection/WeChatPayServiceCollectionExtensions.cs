using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WeChatPay.Chain;
using WeChatPay.Chain.DependencyInjection;
using WeChatPay.Chain.DependencyInjection.Clients;
using WeChatPay.Chain.DependencyInjection.Configuration;
using WeChatPay.Chain.DependencyInjection.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Provides extension methods that register clients of WeChat Pay, one for each merchant.</summary>
public static class WeChatPayServiceCollectionExtensions
{
    /// <summary>Registers the default client with options from a configuration.</summary>
    /// <remarks>
    /// <para>
    /// The client uses the logging and the <see cref="TimeProvider"/> of the application, and retries are on by default. The configuration
    /// is read when the client is created, not by this method, so sources that are added later are included. The options are validated
    /// when the host starts. When the configuration changes, a new client replaces the current one without a restart; if the changed
    /// configuration is invalid, an error is logged and the current client remains in use. Key files are read again with each change.
    /// </para>
    /// <para>
    /// Registering a name again replaces its configuration or delegate. <c>services.Configure</c> and <c>PostConfigure</c> for the name
    /// remain in effect, in the usual order: configurations and delegates as they were added, then <c>PostConfigure</c>, then the
    /// validation.
    /// </para>
    /// </remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="configuration">
    /// <para>The section with the options of the client, under the names of <see cref="WeChatPayClientOptions"/>:</para>
    /// <list type="bullet">
    /// <item><c>MerchantId</c>, <c>MerchantSerialNumber</c>, <c>ApiV3Key</c>, <c>ApiV2Key</c>, <c>BaseAddress</c>.</item>
    /// <item><c>MerchantPrivateKey</c>: PEM, or <c>file://</c> and a path.</item>
    /// <item>
    /// <c>PlatformKeys</c>: a section that maps each serial number or <c>PUB_KEY_ID_…</c> to PEM, or <c>file://</c> and a path. If the
    /// section itself has a value, it selects the keys to use, separated by commas (a comma without a key selects none), so that a source
    /// that is added later can exclude keys of earlier sources.
    /// </item>
    /// <item>
    /// <c>DownloadPlatformCertificates</c>: <c>true</c> for <see cref="PlatformKeys.FromCertificates"/>, in addition to the keys.
    /// </item>
    /// <item>
    /// <c>MerchantCertificate</c>: PEM, or <c>file://</c> and a path to a <c>.pem</c> file or, with <c>MerchantCertificatePassword</c>, to
    /// a <c>.p12</c> file.
    /// </item>
    /// <item><c>Timeout</c>, <c>DownloadTimeout</c>: seconds or <c>hh:mm:ss</c>. <c>MaxDownloadSize</c>: bytes.</item>
    /// <item>
    /// <c>Resilience</c>: a section with the names of <see cref="ResilienceOptions"/>, or <c>false</c> to turn retries and failover off.
    /// </item>
    /// </list>
    /// <para>An empty value is treated as missing. An unknown name is an error.</para>
    /// </param>
    /// <returns>A builder to configure the client further.</returns>
    /// <exception cref="InvalidOperationException">A client is registered under a name that differs only in case.</exception>
    /// <example><code>builder.Services.AddWeChatPay(builder.Configuration.GetSection("WeChatPay"));</code></example>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, IConfiguration configuration) =>
        services.AddWeChatPay(Options.Options.DefaultName, configuration);

    /// <summary>
    /// Registers a named client with options from a configuration. Inject it with <c>[FromKeyedServices("name")]</c>, or call
    /// <see cref="IWeChatPayClients.Get"/>.
    /// </summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The name. In the URL of a notification, the route value <c>merchant</c> is compared with it without case.</param>
    /// <param name="configuration">The section with the options of the client, as for the default client.</param>
    /// <inheritdoc cref="AddWeChatPay(IServiceCollection, IConfiguration)"/>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configuration);
        return Add(services, new ClientRegistration(name, configuration));
    }

    /// <summary>Registers the default client with options that are set in code.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">Sets the options. Called when the client is created.</param>
    /// <inheritdoc cref="AddWeChatPay(IServiceCollection, IConfiguration)"/>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, Action<WeChatPayClientOptions> configure) =>
        services.AddWeChatPay(Options.Options.DefaultName, configure);

    /// <summary>Registers a named client with options that are set in code.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The name. In the URL of a notification, the route value <c>merchant</c> is compared with it without case.</param>
    /// <param name="configure">Sets the options. Called when the client is created.</param>
    /// <inheritdoc cref="AddWeChatPay(IServiceCollection, IConfiguration)"/>
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
        if (!RemoveEarlier(services, name))
        {
            AddShared(services);
            AddClient(services, name);
            ClientHandlers.Add(services, name, secured: false);
            ClientHandlers.Add(services, name, secured: true);
        }
        services.AddSingleton(registration);
        services.AddSingleton(registration.ConfigureOptions);
        return new WeChatPayBuilder(
            name,
            services.AddOptions<WeChatPayClientOptions>(name).ValidateOnStart(),
            services.AddHttpClient(ClientHandlers.GetName(name, secured: false)),
            services.AddHttpClient(ClientHandlers.GetName(name, secured: true)));
    }

    /// <summary>
    /// Removes the configuration or the delegate of an earlier registration, and keeps what the application has added to it.
    /// </summary>
    /// <returns>Whether the name was registered.</returns>
    private static bool RemoveEarlier(IServiceCollection services, string name)
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
                $"A WeChat Pay client is registered as '{earlier.Name}', which differs from '{name}' only in case, and names are compared "
                + "without case. Give each merchant its own name, or use exactly the same name to replace the registration.");
        }
        var replaced = services.Where(service => !service.IsKeyedService && service.ImplementationInstance is { } instance
            && (ReferenceEquals(instance, earlier) || ReferenceEquals(instance, earlier.ConfigureOptions)));
        foreach (var service in replaced.ToList())
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
        services.AddHostedService<ClientStartup>();
        AspNetCorePackage.Register(services);
    }

    // Scoped, because a singleton would keep its client after another has replaced it. Singletons use IWeChatPayClients.
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
