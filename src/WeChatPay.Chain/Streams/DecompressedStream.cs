namespace WeChatPay.Chain.Streams;

/// <summary>
/// A decompressed body that rejects incomplete data. The framework's decoders silently accept data that is cut off, and ignore bytes that
/// follow the compressed data.
/// </summary>
internal abstract class DecompressedStream : ReadOnlyStream
{
    protected static InvalidDataException CreateDamagedException() =>
        new("The compressed data is cut off, damaged, or followed by other bytes.");
}
