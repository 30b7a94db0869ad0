using System.Net.Http.Headers;

namespace WeChatPay.Chain.Wire;

/// <summary>A request body whose bytes can be read back, so that the bytes signed are the bytes sent.</summary>
internal sealed class ByteContent : ByteArrayContent, ISignedBytes
{
    public ByteContent(byte[] bytes, MediaTypeHeaderValue? contentType)
        : base(bytes)
    {
        SignedBytes = bytes;
        Headers.ContentType = contentType;
    }

    /// <summary>All of them.</summary>
    public byte[] SignedBytes { get; }
}
