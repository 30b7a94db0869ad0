using System.IO.Compression;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>Compresses bytes with the content encodings of HTTP.</summary>
internal static class Packed
{
    /// <param name="plain">The bytes to compress.</param>
    /// <param name="encoding">The name in <c>Content-Encoding</c>.</param>
    public static byte[] With(string encoding, byte[] plain)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, null),
        })
        {
            packer.Write(plain);
        }
        return packed.ToArray();
    }
}
