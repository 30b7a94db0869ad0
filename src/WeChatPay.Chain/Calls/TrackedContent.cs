using System.Net;

namespace WeChatPay.Chain.Calls;

/// <summary>Wraps the content of a request while it is sent, to record when it begins to be written.</summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly CallState _call;

    public TrackedContent(HttpContent content, CallState call)
    {
        _content = content;
        _call = call;
        // Reading the length adds its header.
        _ = content.Headers.ContentLength;
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _call.MarkMayHaveBeenSent();
        return _content.CopyToAsync(stream, context, cancellationToken);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _call.MarkMayHaveBeenSent();
        _content.CopyTo(stream, context, cancellationToken);
    }

    // A known length is already in the headers.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
