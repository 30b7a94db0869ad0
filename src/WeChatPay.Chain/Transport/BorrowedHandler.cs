namespace WeChatPay.Chain.Transport;

/// <summary>Keeps a handler that belongs to somebody else from being disposed with the client.</summary>
internal sealed class BorrowedHandler(HttpMessageHandler owned) : DelegatingHandler(owned)
{
    // False: the inner handler's owner disposes it.
    protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
}
