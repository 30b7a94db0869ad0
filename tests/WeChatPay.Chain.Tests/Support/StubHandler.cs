namespace WeChatPay.Chain.Tests.Support;

/// <summary>A handler that responds as the test specifies, synchronously and asynchronously.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, HttpResponseMessage> respond) : HttpMessageHandler
{
    public bool IsDisposed { get; private set; }

    public WeChatPayClient CreateClient(Action<WeChatPayClientOptions>? configure = null)
    {
        var options = Merchant.Options(this);
        configure?.Invoke(options);
        return new WeChatPayClient(options);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(respond(request));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => respond(request);

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
