using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using WeChatPay.Chain.DependencyInjection.Clients;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.DependencyInjection.Http;

/// <summary>Registers the primary handlers of a client with IHttpClientFactory.</summary>
internal static class ClientHandlers
{
    /// <summary>The name of a client's handler in IHttpClientFactory.</summary>
    /// <param name="client">The name of the client.</param>
    /// <param name="secured">Whether the handler presents the merchant certificate.</param>
    public static string GetName(string client, bool secured) =>
        secured ? $"WeChatPay.Chain.Secured:{client}" : $"WeChatPay.Chain:{client}";

    public static void Add(IServiceCollection services, string client, bool secured)
    {
        var name = GetName(client, secured);
        // Runs after the configuration of the application, so that redirects and cookies stay off.
        services.PostConfigure<HttpClientFactoryOptions>(name, options => options.HttpMessageHandlerBuilderActions.Add(
            builder => builder.PrimaryHandler = PrimaryHandlers.Prepare(builder.PrimaryHandler)));
        services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                // Read for each connection, so that new connections present the certificate of the current client.
                var current = () => provider.GetRequiredService<WeChatPayClients>().Find(client)!.Options;
                return PrimaryHandlers.CreateSockets(
                    secured ? () => current().MerchantCertificate! : null,
                    current() is { Resilience: not null } options ? options.Timeout : null);
            })
            .RemoveAllLoggers();
    }
}
