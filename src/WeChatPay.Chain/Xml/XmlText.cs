using System.Text;
using System.Xml;

namespace WeChatPay.Chain.Xml;

/// <summary>
/// Which characters XML 1.0 allows: no control characters but tab, line feed and carriage return, no halves of a surrogate pair.
/// </summary>
internal static class XmlText
{
    /// <returns>The index of the first character that is not allowed; -1 when all are.</returns>
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
