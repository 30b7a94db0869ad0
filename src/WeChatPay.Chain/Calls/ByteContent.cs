using System.Net;

namespace WeChatPay.Chain.Calls;

/// <summary>A request body whose bytes can be read back, so that the bytes signed are the bytes sent.</summary>
internal sealed class ByteContent : ByteArrayContent, ISignedBytes
{
    /// <param name="bytes">The whole body.</param>
    /// <param name="contentType">As it is written in the header; null for none.</param>
    public ByteContent(byte[] bytes, string? contentType)
        : base(bytes)
    {
        SignedBytes = bytes;
        if (contentType is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
    }

    /// <summary>All of them.</summary>
    public byte[] SignedBytes { get; }

    /// <summary>The fields of APIv2 that the bytes were written from; null when they were written from something else.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Fields { get; init; }

    /// <summary>Is told when the bytes begin to be written; null for nobody.</summary>
    public PreparedRequest? Request { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Request?.Leave();
        return stream.WriteAsync(SignedBytes, 0, SignedBytes.Length, cancellationToken);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Request?.Leave();
        stream.Write(SignedBytes);
    }

    protected override Task<Stream> CreateContentReadStreamAsync()
    {
        Request?.Leave();
        return base.CreateContentReadStreamAsync();
    }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
    {
        Request?.Leave();
        return base.CreateContentReadStream(cancellationToken);
    }
}
