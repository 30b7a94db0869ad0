namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Refuses the calls that shall present a certificate when there is none.</summary>
internal sealed class NoCertificateHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromException<HttpResponseMessage>(Refusal());

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => throw Refusal();

    private static ArgumentException Refusal() => new(
        "The option 'security' presents the merchant certificate, and none is configured. Set MerchantCertificate.", "security");
}
