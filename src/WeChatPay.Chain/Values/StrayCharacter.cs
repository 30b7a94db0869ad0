using System.Globalization;

namespace WeChatPay.Chain.Values;

/// <summary>Describes the first character of a text that is not allowed, even if it is invisible.</summary>
internal static class StrayCharacter
{
    /// <param name="text">The text, which is not shown, except for the character.</param>
    /// <param name="isAllowed">Whether a character is allowed.</param>
    /// <returns>For example <c>ends with a line break (U+000A)</c>, or null if every character is allowed.</returns>
    public static string? Find(string text, Func<char, bool> isAllowed)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!isAllowed(text[i]))
            {
                return DescribePosition(i, text.Length, Describe(text[i]));
            }
        }
        return null;
    }

    private static string DescribePosition(int index, int length, string character)
    {
        if (index == 0)
        {
            return $"starts with {character}";
        }
        return index == length - 1 ? $"ends with {character}" : $"contains {character} at position {index}";
    }

    private static string Describe(char character) => character switch
    {
        ' ' => "a space",
        '\n' or '\r' => $"a line break ({FormatCode(character)})",
        '\t' => $"a tab ({FormatCode(character)})",
        '"' or '\'' or '“' or '”' or '‘' or '’' => $"a quotation mark ({character})",
        >= '\uFF01' and <= '\uFF5E' => $"the full-width character '{character}' ({FormatCode(character)})",
        > ' ' and < '\u007F' => $"'{character}'",
        _ => char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.SpaceSeparator
            ? $"the invisible character {FormatCode(character)}"
            : $"the character {FormatCode(character)}",
    };

    private static string FormatCode(char character) => $"U+{(int)character:X4}";
}
