using System.Net;

namespace WeChatPay.Chain.Calls;

/// <summary>Replaces another content while an attempt is sent, to note the moment at which it begins to be written.</summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly CallState _call;

    public TrackedContent(HttpContent content, CallState call)
    {
        _content = content;
        _call = call;
        // The length becomes a header only when it is read.
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
        _call.MarkMayHaveLeft();
        return _content.CopyToAsync(stream, context, cancellationToken);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _call.MarkMayHaveLeft();
        _content.CopyTo(stream, context, cancellationToken);
    }

    // A known length is among the headers.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
