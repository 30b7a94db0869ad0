using System.Globalization;
using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>A variable as an expression names it.</summary>
/// <param name="Name">As written: a percent-encoded name is not decoded.</param>
/// <param name="Explodes"><c>{name*}</c>: each member of a list or map stands for itself.</param>
/// <param name="MaxLength"><c>{name:3}</c>: how many characters of the value are taken; null for all.</param>
internal sealed record TemplateVariable(string Name, bool Explodes, int? MaxLength)
{
    /// <summary>What messages call the variable.</summary>
    public string Description { get; } = $"the template variable '{Name}'";

    /// <summary>The beginning of the text that <see cref="MaxLength"/> allows.</summary>
    /// <param name="text">Is cut between characters: neither inside a surrogate pair nor inside UTF-8 that is percent-encoded.</param>
    /// <param name="holdsTriplets">
    /// Whether <c>%E4%B8%AD</c> in the text is one character, as it is where triplets are kept, or nine.
    /// </param>
    public ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, bool holdsTriplets)
    {
        if (MaxLength is not { } maxLength || text.Length <= maxLength)
        {
            return text;
        }
        var end = 0;
        for (var taken = 0; taken < maxLength && end < text.Length; taken++)
        {
            end += LengthOfFirstCharacter(text[end..], holdsTriplets);
        }
        return text[..end];
    }

    private static int LengthOfFirstCharacter(ReadOnlySpan<char> text, bool holdsTriplets)
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
