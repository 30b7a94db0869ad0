using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Registers a client's sockets with the factory.</summary>
internal static class ClientSockets
{
    /// <summary>What the factory calls the sockets of a client.</summary>
    /// <param name="client">The client's name.</param>
    /// <param name="secured">Whether they present the merchant certificate.</param>
    public static string NameOf(string client, bool secured) => secured ? $"WeChatPay.Chain.Secured:{client}" : $"WeChatPay.Chain:{client}";

    public static void Add(IServiceCollection services, string client, bool secured)
    {
        var name = NameOf(client, secured);
        // It runs after all that an application sets, so that what it sets is kept within the protocol.
        services.PostConfigure<HttpClientFactoryOptions>(name, options => options.HttpMessageHandlerBuilderActions.Add(
            builder => builder.PrimaryHandler = PrimaryHandlers.Prepare(builder.PrimaryHandler)));
        services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                // Asked anew each time: the certificate of a client that replaced another is presented by the connections that are made after that.
                var current = () => provider.GetRequiredService<WeChatPayClients>().Find(client)!.Options;
                return PrimaryHandlers.CreateSockets(
                    secured ? () => current().MerchantCertificate! : null, current() is { Resilience: not null } options ? options.Timeout : null);
            })
            .RemoveAllLoggers();
    }
}
