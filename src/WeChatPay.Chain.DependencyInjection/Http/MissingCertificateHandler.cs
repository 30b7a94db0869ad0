namespace WeChatPay.Chain.DependencyInjection.Http;

/// <summary>Rejects calls that have to present a merchant certificate when none is configured.</summary>
internal sealed class MissingCertificateHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromException<HttpResponseMessage>(CreateException());

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw CreateException();

    private static ArgumentException CreateException() => new(
        "The option 'security' requires a merchant certificate, and none is configured. Set MerchantCertificate.", "security");
}
