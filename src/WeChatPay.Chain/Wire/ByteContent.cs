namespace WeChatPay.Chain.Wire;

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
}
