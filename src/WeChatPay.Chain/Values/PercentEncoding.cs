using System.Buffers;
using System.Text;

namespace WeChatPay.Chain.Values;

/// <summary>Percent-encodes text according to RFC 3986, as UTF-8 with upper-case hexadecimal digits.</summary>
internal static class PercentEncoding
{
    private const string UnreservedCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string HexDigits = "0123456789ABCDEF";
    private const string ReservedCharacters = ":/?#[]@!$&'()*+,;=";

    // The reserved characters that do not end a path or a query.
    private const string UrlCharacters = ":/?@!$&'()*+,;=";

    private static readonly SearchValues<char> _unreserved = SearchValues.Create(UnreservedCharacters);
    private static readonly SearchValues<char> _unreservedOrReserved = SearchValues.Create(UnreservedCharacters + ReservedCharacters);
    private static readonly SearchValues<char> _url = SearchValues.Create(UnreservedCharacters + UrlCharacters);

    /// <summary>Appends the text, encoding all characters except letters, digits and <c>-._~</c>.</summary>
    /// <remarks>The message of the exception names <c>owner</c>, which the text belongs to, and does not show the text.</remarks>
    /// <exception cref="ArgumentException">The text contains an unpaired surrogate.</exception>
    public static StringBuilder AppendEncoded(this StringBuilder target, ReadOnlySpan<char> text, string owner) =>
        Append(target, text, _unreserved, keepsTriplets: false, owner);

    /// <summary>Appends the text, but keeps reserved characters and percent-encoded triplets too.</summary>
    /// <inheritdoc cref="AppendEncoded"/>
    public static StringBuilder AppendEncodedExceptReserved(this StringBuilder target, ReadOnlySpan<char> text, string owner) =>
        Append(target, text, _unreservedOrReserved, keepsTriplets: true, owner);

    /// <summary>Appends an encoded path or query, keeping all valid characters and percent-encoded triplets.</summary>
    /// <inheritdoc cref="AppendEncoded"/>
    public static StringBuilder AppendUrl(this StringBuilder target, ReadOnlySpan<char> text, string owner) =>
        Append(target, text, _url, keepsTriplets: true, owner);

    /// <summary>Encodes a path or query as <see cref="AppendUrl"/> does. Returns the same string if it is valid.</summary>
    /// <inheritdoc cref="AppendEncoded"/>
    public static string EncodeUrl(string text, string owner) =>
        text.AsSpan().ContainsAnyExcept(_url) ? new StringBuilder(text.Length + 16).AppendUrl(text, owner).ToString() : text;

    /// <summary>Whether the text begins with <c>%</c> and two hexadecimal digits.</summary>
    public static bool StartsWithTriplet(ReadOnlySpan<char> text) =>
        text is ['%', var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low);

    private static StringBuilder Append(
        StringBuilder target, ReadOnlySpan<char> text, SearchValues<char> kept, bool keepsTriplets, string owner)
    {
        for (var length = text.IndexOfAnyExcept(kept); length >= 0; length = text.IndexOfAnyExcept(kept))
        {
            target.Append(text[..length]);
            text = text[length..];
            if (keepsTriplets && StartsWithTriplet(text))
            {
                target.Append(text[..3]);
                text = text[3..];
            }
            else
            {
                text = text[AppendRune(target, text, owner)..];
            }
        }
        return target.Append(text);
    }

    private static int AppendRune(StringBuilder target, ReadOnlySpan<char> text, string owner)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done)
        {
            throw new ArgumentException(
                $"The text of {owner} contains an unpaired surrogate, which cannot be encoded as UTF-8. "
                    + "Check that it was not cut within a character.");
        }
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
        {
            target.Append('%').Append(HexDigits[octet >> 4]).Append(HexDigits[octet & 0xF]);
        }
        return length;
    }
}
