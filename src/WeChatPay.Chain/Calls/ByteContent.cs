using System.Net;

namespace WeChatPay.Chain.Calls;

/// <summary>A request body whose bytes can be read back, so that the bytes signed are the bytes sent.</summary>
internal sealed class ByteContent : ByteArrayContent, ISignedBytes
{
    /// <param name="bytes">The bytes, which are sent as they are.</param>
    /// <param name="contentType">The <c>Content-Type</c>; <see langword="null"/> for none.</param>
    public ByteContent(byte[] bytes, string? contentType)
        : base(bytes)
    {
        SignedBytes = bytes;
        if (contentType is not null)
        {
            Headers.TryAddWithoutValidation("Content-Type", contentType);
        }
    }

    public byte[] SignedBytes { get; }

    /// <summary>The APIv2 fields that the bytes were written from; <see langword="null"/> for other bodies.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Fields { get; init; }

    /// <summary>The call that is sent; it is notified when the bytes begin to be written.</summary>
    public CallState? Call { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Call?.MarkMayHaveBeenSent();
        return stream.WriteAsync(SignedBytes, 0, SignedBytes.Length, cancellationToken);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Call?.MarkMayHaveBeenSent();
        stream.Write(SignedBytes);
    }

    protected override Task<Stream> CreateContentReadStreamAsync()
    {
        Call?.MarkMayHaveBeenSent();
        return base.CreateContentReadStreamAsync();
    }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
    {
        Call?.MarkMayHaveBeenSent();
        return base.CreateContentReadStream(cancellationToken);
    }
}
