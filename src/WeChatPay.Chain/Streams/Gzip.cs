namespace WeChatPay.Chain.Streams;

/// <summary>Recognizes gzip by its first two bytes (RFC 1952, section 2.3.1), with which text never starts.</summary>
internal static class Gzip
{
    public const int MagicBytes = 2;

    public static bool Begins(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b, ..];

    /// <param name="content">A seekable stream, whose position is at its beginning afterwards.</param>
    public static bool Begins(Stream content)
    {
        var start = new byte[MagicBytes];
        content.Position = 0;
        var count = content.ReadAtLeast(start, MagicBytes, throwOnEndOfStream: false);
        content.Position = 0;
        return Begins(start.AsSpan(0, count));
    }
}
