using System.Buffers;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>The template of a call as it may be shown: few different texts, and no value in any of them.</summary>
internal static class UrlTemplate
{
    private const string LeftOut = "{…}";
    private const int LongestName = 40;
    private const int LongestNameWithCapitals = 20;
    private const int MostDigits = 3;

    private static readonly SearchValues<char> _nameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <param name="template">The chain. A caller may have written an id, a query or a whole URL into it in place of variables.</param>
    public static string Of(string template)
    {
        var path = PathOf(template);
        return IsPlain(path) ? path : string.Join('/', path.Split('/').Select(segment => IsValue(segment) ? LeftOut : segment));
    }

    private static string PathOf(string template)
    {
        if (template.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0)
        {
            var path = template.IndexOf('/', scheme + 3);
            template = path < 0 ? "" : template[(path + 1)..];
        }
        // A '?' in braces is an operator of the template.
        var query = 0;
        while ((query = template.IndexOf('?', query)) >= 0)
        {
            if (query == 0 || template[query - 1] != '{')
            {
                return template[..query];
            }
            query++;
        }
        return template;
    }

    private static bool IsPlain(string path)
    {
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (IsValue(path.AsSpan()[range]))
            {
                return false;
            }
        }
        return true;
    }

    // The platform's own names are short and hold hardly a digit, such as applyment4sub; its ids, and people's, are not.
    private static bool IsValue(ReadOnlySpan<char> segment)
    {
        if (segment.Contains('{'))
        {
            return false;
        }
        var (digits, capitals) = (0, 0);
        foreach (var character in segment)
        {
            digits += char.IsAsciiDigit(character) ? 1 : 0;
            capitals += char.IsAsciiLetterUpper(character) ? 1 : 0;
        }
        return digits > MostDigits || segment.Length > (capitals > 0 ? LongestNameWithCapitals : LongestName) || segment.IndexOfAnyExcept(_nameCharacters) >= 0;
    }
}
