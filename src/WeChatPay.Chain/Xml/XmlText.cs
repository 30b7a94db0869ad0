using System.Text;
using System.Xml;

namespace WeChatPay.Chain.Xml;

/// <summary>
/// Finds and removes characters that XML 1.0 does not allow: control characters other than tab, line feed and carriage return, and unpaired
/// surrogates.
/// </summary>
internal static class XmlText
{
    /// <returns>The index of the first character that is not allowed, or -1.</returns>
    public static int FindForbidden(ReadOnlySpan<char> text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (IsPair(text, index))
            {
                index++;
            }
            else if (!XmlConvert.IsXmlChar(text[index]))
            {
                return index;
            }
        }
        return -1;
    }

    public static string RemoveForbidden(string text)
    {
        var index = FindForbidden(text);
        if (index < 0)
        {
            return text;
        }
        var kept = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        for (; index >= 0; index = FindForbidden(rest))
        {
            kept.Append(rest[..index]);
            rest = rest[(index + 1)..];
        }
        return kept.Append(rest).ToString();
    }

    private static bool IsPair(ReadOnlySpan<char> text, int index) =>
        index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]);
}
