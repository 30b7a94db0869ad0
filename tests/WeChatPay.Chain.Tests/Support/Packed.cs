using System.IO.Compression;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>Bytes as the encodings of HTTP pack them.</summary>
internal static class Packed
{
    /// <param name="plain">What is packed.</param>
    /// <param name="encoding">As <c>Content-Encoding</c> names it.</param>
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
