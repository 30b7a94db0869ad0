namespace WeChatPay.Chain.DependencyInjection.Http;

/// <summary>Rejects calls that have to present a merchant certificate when none is configured.</summary>
internal sealed class MissingCertificateHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromException<HttpResponseMessage>(MissingCertificate());

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw MissingCertificate();

    private static ArgumentException MissingCertificate() => new(
        "The option 'security' requires a merchant certificate, and none is configured. Set MerchantCertificate.", "security");
}
