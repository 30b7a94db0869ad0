using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatPay.Chain;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.AspNetCore.Clients;
using WeChatPay.Chain.AspNetCore.Notifications;

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
    /// <c>Timeout</c> and <c>DownloadTimeout</c> (seconds, or <c>hh:mm:ss</c>), <c>MaxDownloadSize</c> (bytes), <c>Resilience</c> (the names of <see cref="ResilienceOptions"/>; repeats and failover
    /// are on unless it is <c>false</c>). Logs and the clock are the application's. Options are checked when the host starts; an unknown name is an error. When the
    /// configuration changes, another client takes the place of this one without a restart; when the change is wrong, an error is logged
    /// and nothing else happens. A key file is read again whenever the configuration changes.
    /// </param>
    /// <returns>What refines the client.</returns>
    /// <exception cref="InvalidOperationException">There is a default client already.</exception>
    /// <example><code>builder.Services.AddWeChatPay(builder.Configuration.GetSection("WeChatPay"));</code></example>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, IConfiguration configuration) => services.AddWeChatPay(Options.Options.DefaultName, configuration);

    /// <summary>Registers a client under a name: <c>[FromKeyedServices("name")] WeChatPayClient</c>, or <see cref="IWeChatPayClients.Get"/>.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">Any name; the route value <c>merchant</c> of a notification's URL is compared with it, whatever its case.</param>
    /// <inheritdoc cref="AddWeChatPay(IServiceCollection, IConfiguration)"/>
    /// <param name="configuration">As for the default client.</param>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var registration = new ClientRegistration(name, configuration);
        var builder = Add(services, registration);
        services.AddSingleton<IConfigureOptions<WeChatPayClientOptions>>(new ClientConfiguration(registration, configuration));
        return builder;
    }

    /// <summary>Registers the default client, with options that code sets.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options, when the host starts.</param>
    /// <returns>What refines the client.</returns>
    /// <exception cref="InvalidOperationException">There is a default client already.</exception>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, Action<WeChatPayClientOptions> configure) => services.AddWeChatPay(Options.Options.DefaultName, configure);

    /// <summary>Registers a client under a name, with options that code sets.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">Any name.</param>
    /// <param name="configure">Sets the options, when the host starts.</param>
    /// <inheritdoc cref="AddWeChatPay(IServiceCollection, string, IConfiguration)"/>
    public static WeChatPayBuilder AddWeChatPay(this IServiceCollection services, string name, Action<WeChatPayClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = Add(services, new ClientRegistration(name, Configuration: null));
        builder.Options.Configure(configure);
        return builder;
    }

    private static WeChatPayBuilder Add(IServiceCollection services, ClientRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(registration.Name);
        if (services.Any(service => service.ImplementationInstance is ClientRegistration { Name: var other } && other.Equals(registration.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException($"There is a WeChat Pay client with the name '{registration.Name}' already; names are compared without case. Give each merchant its own name.");
        }
        services.AddSingleton(registration);
        AddShared(services);
        var options = services.AddOptions<WeChatPayClientOptions>(registration.Name)
            .Configure<TimeProvider, ILoggerFactory>((options, timeProvider, loggerFactory) =>
                (options.TimeProvider, options.LoggerFactory, options.Resilience) = (timeProvider, loggerFactory, new ResilienceOptions()))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeChatPayClientOptions>>(new ClientValidation(registration));
        services.AddSingleton<IPostConfigureOptions<WeChatPayClientOptions>>(provider => new ClientHandlers(registration, provider.GetRequiredService<IHttpMessageHandlerFactory>()));
        AddClient(services, registration.Name);
        return new WeChatPayBuilder(registration.Name, options, ClientSockets.Add(services, registration, secured: false), ClientSockets.Add(services, registration, secured: true));
    }

    private static void AddShared(IServiceCollection services)
    {
        services.AddLogging();
        services.AddHttpClient();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WeChatPayClients>();
        services.TryAddSingleton<IWeChatPayClients>(provider => provider.GetRequiredService<WeChatPayClients>());
        services.AddHostedService<ClientsAtStart>();
        services.AddNotifications();
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
