using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>Registers a client's sockets with the factory.</summary>
internal static class ClientSockets
{
    public static IHttpClientBuilder Add(IServiceCollection services, ClientRegistration registration, bool secured)
    {
        var name = secured ? registration.SecuredHttpName : registration.HttpName;
        // It runs after all that an application sets, so that what it sets is kept within the protocol.
        services.PostConfigure<HttpClientFactoryOptions>(name, options => options.HttpMessageHandlerBuilderActions.Add(Guard));
        return services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                // Asked anew each time: the certificate of a client that replaced another is presented by the connections that are made after that.
                var current = () => provider.GetRequiredService<WeChatPayClients>().Find(registration.Name)!.Options;
                return Network.CreateSockets(secured ? () => current().MerchantCertificate! : null, current() is { Resilience: not null } options ? options.Timeout : null);
            })
            .RemoveAllLoggers();
    }

    private static void Guard(HttpMessageHandlerBuilder builder)
    {
        Network.Tame(builder.PrimaryHandler);
        if (builder.PrimaryHandler is SocketsHttpHandler sockets)
        {
            builder.PrimaryHandler = new ConnectTimeoutHandler(sockets);
        }
    }
}
