using System.Buffers;

namespace WeChatPay.Chain.Values;

/// <summary>Finds the first character of a body, which shows its format.</summary>
internal static class BodyStart
{
    // A byte order mark is not text.
    private static readonly SearchValues<byte> _blank = SearchValues.Create([.. " \t\r\n"u8, 0xEF, 0xBB, 0xBF]);

    /// <returns>The first character that is not white space, or null.</returns>
    public static char? FindFirst(ReadOnlySpan<byte> body) =>
        body.IndexOfAnyExcept(_blank) is >= 0 and var start ? (char)body[start] : null;
}
