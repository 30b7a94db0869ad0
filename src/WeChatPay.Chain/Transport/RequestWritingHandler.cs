using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// Writes the URL, the headers and the content of the call into the message. Flurl would parse them, and might change the URL's spelling.
/// </summary>
internal sealed class RequestWritingHandler : PipelineHandler
{
    protected override ValueTask<HttpResponseMessage> ProcessAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        Write(CallState.Get(request).Request, request);
        return ContinueAsync(request, isAsync, cancellationToken);
    }

    private static void Write(CallRequest request, HttpRequestMessage message)
    {
        message.RequestUri = request.Uri;
        message.Content = request.Content;
        foreach (var (name, value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                // Content-Type and similar headers need a body, even an empty one. They have one value: the caller's replaces the default.
                message.Content ??= new ByteContent([], contentType: null);
                message.Content.Headers.Remove(name);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
