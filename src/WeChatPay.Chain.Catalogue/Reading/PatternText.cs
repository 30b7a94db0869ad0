using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks that a pattern is a regular expression. Few patterns exist, so each is checked once in a process.</summary>
internal static class PatternText
{
    private static readonly ConcurrentDictionary<string, bool> _known = new();

    public static void Check(SourceLine line, string pattern)
    {
        if (!_known.GetOrAdd(pattern, IsValid))
        {
            throw line.Error($"'{pattern}' is not a regular expression.");
        }
    }

    private static bool IsValid(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
