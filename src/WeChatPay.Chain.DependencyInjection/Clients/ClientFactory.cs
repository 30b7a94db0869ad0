using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Makes a client of the options that its name has at this moment.</summary>
internal sealed class ClientFactory(
    IOptionsFactory<WeChatPayClientOptions> factory, IOptionsMonitorCache<WeChatPayClientOptions> monitored, IHttpMessageHandlerFactory handlers)
{
    /// <exception cref="OptionsValidationException">An option is missing or wrong.</exception>
    public ClientGeneration Create(string name)
    {
        var options = factory.Create(name);
        UseFactory(name, options);
        var client = WeChatPayClient.CreateShared(options);
        // IOptionsMonitor shows what the client in use was made from.
        monitored.TryRemove(name);
        monitored.TryAdd(name, options);
        return new ClientGeneration(client, options);
    }

    // After every step that an application may have added: a handler that it has set stays.
    private void UseFactory(string name, WeChatPayClientOptions options)
    {
        if (options.PrimaryHandler is not null)
        {
            return;
        }
        options.PrimaryHandler = new FactoryHandler(handlers, ClientSockets.NameOf(name, secured: false));
        options.SecuredHandler ??= options.MerchantCertificate is null
            ? new NoCertificateHandler()
            : new FactoryHandler(handlers, ClientSockets.NameOf(name, secured: true));
    }
}
