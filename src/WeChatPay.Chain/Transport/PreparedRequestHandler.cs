using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Transport;

/// <summary>Writes what was prepared into the message: Flurl has parsed the URL and put it together again, which may change its spelling.</summary>
internal sealed class PreparedRequestHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Write(request);
        return base.SendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Write(request);
        return base.Send(request, cancellationToken);
    }

    private static void Write(HttpRequestMessage message)
    {
        var prepared = PreparedRequest.Of(message);
        message.RequestUri = prepared.Uri;
        foreach (var (name, value) in prepared.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value) && message.Content is { } content)
            {
                // Content-Type and its kin are single-valued, and the caller's wins over the default.
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
