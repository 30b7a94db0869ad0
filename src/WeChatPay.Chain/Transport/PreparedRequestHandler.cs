using WeChatPay.Chain.Calls;

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
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                // Content-Type and its kin belong to a body, if only an empty one; they are single-valued, and the caller's wins over the default.
                message.Content ??= new ByteContent([], contentType: null);
                message.Content.Headers.Remove(name);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
