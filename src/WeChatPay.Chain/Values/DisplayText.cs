using System.Globalization;
using System.Text;

namespace WeChatPay.Chain.Values;

/// <summary>Makes external text safe to show in a message: short, on one line, without invisible characters.</summary>
internal static class DisplayText
{
    private const int Longest = 300;

    /// <summary>Replaces control characters, line ends, escape sequences and direction marks, and truncates long text.</summary>
    public static string From(string text)
    {
        if (text.Length <= Longest && !text.Any(NeedsReplacing))
        {
            return text;
        }
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= Longest)
            {
                return plain.Append('…').ToString();
            }
            plain.Append(IsPlain(Rune.GetUnicodeCategory(rune)) ? rune.ToString() : " ");
        }
        return plain.ToString();
    }

    // EnumerateRunes replaces unpaired surrogates.
    private static bool NeedsReplacing(char character) =>
        char.IsSurrogate(character) || !IsPlain(CharUnicodeInfo.GetUnicodeCategory(character));

    private static bool IsPlain(UnicodeCategory category) => category is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned);
}
