using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Transport;

/// <summary>Where the network begins: notes that a request has got there, and keeps a handler that belongs to somebody else from being disposed with the client.</summary>
internal sealed class BorrowedHandler(HttpMessageHandler owned) : DelegatingHandler(owned)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        PreparedRequest.Of(request).IsUnderWay = true;
        return base.SendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        PreparedRequest.Of(request).IsUnderWay = true;
        return base.Send(request, cancellationToken);
    }

    // False: the inner handler's owner disposes it.
    protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
}
