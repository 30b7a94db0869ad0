using System.Globalization;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Crypto;

/// <summary>Undoes what editors, configuration files and variables do to the text of a key. Neither PEM nor base64 has any of it.</summary>
internal static partial class KeyText
{
    private static readonly char[] _around = [' ', '\t', '\r', '\n', '\u00A0', '"', '\'', '`', '“', '”', '‘', '’'];

    /// <summary>Removes what surrounds a text: white space, quotation marks, a byte order mark.</summary>
    public static string Trim(string text) => RemoveInvisible(text).Trim(_around);

    /// <summary>The same, and what a text has inside: a line break spelled out as <c>\n</c>, characters that JSON escaped.</summary>
    public static string Clean(string text) =>
        EscapedCharacter().Replace(SpelledOutLineBreak().Replace(Trim(text), "\n"), escape => Unescape(escape.Groups["code"].Value))
            .Replace("\\/", "/", StringComparison.Ordinal).Replace('\u00A0', ' ');

    private static string RemoveInvisible(string text) =>
        text.Any(IsInvisible) ? string.Concat(text.Where(character => !IsInvisible(character))) : text;

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static string Unescape(string code) => ((char)int.Parse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString();

    // System.Text.Json writes the plus of base64 as one.
    [GeneratedRegex(@"\\+u(?<code>00[0-7][0-9a-fA-F])", RegexOptions.CultureInvariant)]
    private static partial Regex EscapedCharacter();

    // Backslashes double each time that something quotes what is quoted already.
    [GeneratedRegex(@"(?:\\+r)?\\+n|\\+r", RegexOptions.CultureInvariant)]
    private static partial Regex SpelledOutLineBreak();
}
