using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Transport;

/// <summary>
/// The last handler before the network: records that a call has reached it, and when its content begins to be written. Does not dispose
/// its inner handler, which has another owner.
/// </summary>
internal sealed class NetworkHandler(HttpMessageHandler network) : PipelineHandler(network)
{
    protected override ValueTask<HttpResponseMessage> ProcessAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        var call = CallState.Get(request);
        call.MarkReachedNetwork();
        switch (request.Content)
        {
            case null:
                break;
            case ByteContent bytes:
                bytes.Call = call;
                break;
            case var content:
                return SendTrackedAsync(request, content, call, isAsync, cancellationToken);
        }
        return ContinueAsync(request, isAsync, cancellationToken);
    }

    protected override void Dispose(bool disposing) => base.Dispose(disposing: false);

    private async ValueTask<HttpResponseMessage> SendTrackedAsync(
        HttpRequestMessage request, HttpContent content, CallState call, bool isAsync, CancellationToken cancellationToken)
    {
        request.Content = new TrackedContent(content, call);
        try
        {
            return await ContinueAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Content = content;
        }
    }
}
