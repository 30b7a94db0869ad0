using System.Globalization;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Crypto;

/// <summary>Cleans up the text of a key that went through editors, configuration files or environment variables.</summary>
internal static partial class KeyText
{
    private static readonly char[] _around = [' ', '\t', '\r', '\n', '\u00A0', '"', '\'', '`', '“', '”', '‘', '’'];

    /// <summary>Removes white space, quotation marks and invisible characters around a text.</summary>
    public static string Trim(string text) => RemoveInvisible(text).Trim(_around);

    /// <summary>Trims a text, and restores line breaks and characters that are escaped in it.</summary>
    public static string Clean(string text) =>
        EscapedCharacter().Replace(SpelledOutLineBreak().Replace(Trim(text), "\n"), escape => Unescape(escape.Groups["code"].Value))
            .Replace("\\/", "/", StringComparison.Ordinal).Replace('\u00A0', ' ');

    private static string RemoveInvisible(string text) =>
        text.Any(IsInvisible) ? string.Concat(text.Where(character => !IsInvisible(character))) : text;

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static string Unescape(string code) =>
        ((char)int.Parse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString();

    // System.Text.Json escapes the plus sign of base64.
    [GeneratedRegex(@"\\+u(?<code>00[0-7][0-9a-fA-F])", RegexOptions.CultureInvariant)]
    private static partial Regex EscapedCharacter();

    // Backslashes double each time that a quoted text is quoted again.
    [GeneratedRegex(@"(?:\\+r)?\\+n|\\+r", RegexOptions.CultureInvariant)]
    private static partial Regex SpelledOutLineBreak();
}
