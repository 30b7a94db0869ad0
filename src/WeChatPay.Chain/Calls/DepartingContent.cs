using System.Net;

namespace WeChatPay.Chain.Calls;

/// <summary>Stands for another content while an attempt is sent, to note the moment at which it begins to be written.</summary>
internal sealed class DepartingContent : HttpContent
{
    private readonly HttpContent _content;
    private readonly PreparedRequest _request;

    /// <param name="content">Is not disposed: a retry may need it again.</param>
    /// <param name="request">Is told.</param>
    public DepartingContent(HttpContent content, PreparedRequest request)
    {
        _content = content;
        _request = request;
        // The length counts as a header only after it was asked for.
        _ = content.Headers.ContentLength;
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _request.Leave();
        return _content.CopyToAsync(stream, context, cancellationToken);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _request.Leave();
        _content.CopyTo(stream, context, cancellationToken);
    }

    // A length that is known is among the headers.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
