using System.Globalization;
using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>A variable of an expression.</summary>
/// <param name="Name">The name. If it is percent-encoded, it is not decoded.</param>
/// <param name="Explodes">Whether each member of a list or map is written separately: <c>{name*}</c>.</param>
/// <param name="MaxLength">The maximum number of characters of the value, <c>{name:3}</c>, or null for all.</param>
internal sealed record TemplateVariable(string Name, bool Explodes, int? MaxLength)
{
    /// <summary>The description for messages.</summary>
    public string Description { get; } = $"the template variable '{Name}'";

    /// <summary>Cuts a text to <see cref="MaxLength"/>.</summary>
    /// <param name="text">The text, which is not cut within a surrogate pair or percent-encoded UTF-8.</param>
    /// <param name="holdsTriplets">Whether <c>%E4%B8%AD</c> counts as one character, as where triplets are kept, or as nine.</param>
    public ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, bool holdsTriplets)
    {
        if (MaxLength is not { } maxLength || text.Length <= maxLength)
        {
            return text;
        }
        var end = 0;
        for (var taken = 0; taken < maxLength && end < text.Length; taken++)
        {
            end += GetFirstCharacterLength(text[end..], holdsTriplets);
        }
        return text[..end];
    }

    private static int GetFirstCharacterLength(ReadOnlySpan<char> text, bool holdsTriplets)
    {
        if (!holdsTriplets || !PercentEncoding.StartsWithTriplet(text))
        {
            _ = Rune.DecodeFromUtf16(text, out _, out var length);
            return length;
        }
        Span<byte> utf8 = stackalloc byte[4];
        var octets = 0;
        for (; octets < utf8.Length && PercentEncoding.StartsWithTriplet(text[(3 * octets)..]); octets++)
        {
            utf8[octets] = byte.Parse(text.Slice((3 * octets) + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }
        _ = Rune.DecodeFromUtf8(utf8[..octets], out _, out var used);
        return 3 * used;
    }
}
