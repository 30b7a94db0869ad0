using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Values;

/// <summary>Allows only short codes and IDs of unverified messages in logs and exceptions.</summary>
internal static partial class DisplayCode
{
    /// <returns>The text if it looks like a code, a serial number or an ID, or else null.</returns>
    public static string? From(string? text) => text is not null && Pattern().IsMatch(text) ? text : null;

    /// <returns>The text in quotes, or else a note that it is not shown.</returns>
    public static string Quote(string text) => From(text) is { } word ? $"'{word}'" : $"(not shown, {text.Length} characters)";

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
