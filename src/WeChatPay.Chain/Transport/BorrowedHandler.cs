using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// Where the network begins: notes that a request has got there and when its content begins to be written, and keeps a handler that
/// belongs to somebody else from being disposed with the client.
/// </summary>
internal sealed class BorrowedHandler(HttpMessageHandler owned) : DelegatingHandler(owned)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Depart(request) is { } content ? SendContentAsync(request, content, cancellationToken) : base.SendAsync(request, cancellationToken);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Depart(request) is not { } content)
        {
            return base.Send(request, cancellationToken);
        }
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            request.Content = content;
        }
    }

    // False: the inner handler's owner disposes it.
    protected override void Dispose(bool disposing) => base.Dispose(disposing: false);

    private async Task<HttpResponseMessage> SendContentAsync(HttpRequestMessage request, HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Content = content;
        }
    }

    /// <returns>The content to put back afterwards; null where it can note by itself that it is written.</returns>
    private static HttpContent? Depart(HttpRequestMessage message)
    {
        var request = PreparedRequest.Of(message);
        request.Depart();
        switch (message.Content)
        {
            case null:
                return null;
            case ByteContent bytes:
                bytes.Request = request;
                return null;
            case var content:
                message.Content = new DepartingContent(content, request);
                return content;
        }
    }
}
