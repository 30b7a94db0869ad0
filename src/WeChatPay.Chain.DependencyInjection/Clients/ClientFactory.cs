using Microsoft.Extensions.Options;
using WeChatPay.Chain.DependencyInjection.Http;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Creates clients from the current options of their names.</summary>
internal sealed class ClientFactory(
    IOptionsFactory<WeChatPayClientOptions> factory,
    IOptionsMonitorCache<WeChatPayClientOptions> cache,
    IHttpMessageHandlerFactory handlers)
{
    /// <exception cref="OptionsValidationException">An option is missing or invalid.</exception>
    public ClientInstance Create(string name)
    {
        var options = factory.Create(name);
        SetHandlers(name, options);
        var client = WeChatPayClient.CreateShared(options);
        // IOptionsMonitor returns the options of the client in use.
        cache.TryRemove(name);
        cache.TryAdd(name, options);
        return new ClientInstance(client, options);
    }

    // After all configuration of the application, so that a handler that it sets is kept.
    private void SetHandlers(string name, WeChatPayClientOptions options)
    {
        if (options.PrimaryHandler is not null)
        {
            return;
        }
        options.PrimaryHandler = new HttpClientFactoryHandler(handlers, ClientHandlers.GetName(name, secured: false));
        options.SecuredHandler ??= options.MerchantCertificate is null
            ? new MissingCertificateHandler()
            : new HttpClientFactoryHandler(handlers, ClientHandlers.GetName(name, secured: true));
    }
}
