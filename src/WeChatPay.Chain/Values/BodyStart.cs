using System.Buffers;

namespace WeChatPay.Chain.Values;

/// <summary>Tells by its first character what a body is, before it is read.</summary>
internal static class BodyStart
{
    // A byte order mark is not text.
    private static readonly SearchValues<byte> _blank = SearchValues.Create([.. " \t\r\n"u8, 0xEF, 0xBB, 0xBF]);

    /// <returns>Null when there is nothing but white space.</returns>
    public static char? FindFirst(ReadOnlySpan<byte> body) => body.IndexOfAnyExcept(_blank) is >= 0 and var start ? (char)body[start] : null;
}
