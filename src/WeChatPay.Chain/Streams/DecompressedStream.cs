namespace WeChatPay.Chain.Streams;

/// <summary>
/// A decompressed body that ends only where the compressed data does. The framework's decoders end silently where the connection broke
/// off, and take no notice of what follows the compressed data.
/// </summary>
internal abstract class DecompressedStream : ReadOnlyStream
{
    protected static InvalidDataException Damaged => new("The compressed data is cut off, damaged, or followed by other bytes.");
}
