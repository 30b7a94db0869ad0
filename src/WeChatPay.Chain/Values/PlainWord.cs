using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Values;

/// <summary>What of an unverified message may be shown in logs and exceptions. It may hold anything, of any length.</summary>
internal static partial class PlainWord
{
    /// <returns>The text where it looks like a code, a serial or an id; else null.</returns>
    public static string? From(string? text) => text is not null && Pattern().IsMatch(text) ? text : null;

    /// <returns>The same between quotes; else words that say it is not shown.</returns>
    public static string Quote(string text) => From(text) is { } word ? $"'{word}'" : $"(not shown, {text.Length} characters)";

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
