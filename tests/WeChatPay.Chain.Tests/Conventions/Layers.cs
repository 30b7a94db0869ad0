using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Tests.Conventions;

/// <summary>The folders of the library in the order of one call; each uses those below it alone.</summary>
internal static class Layers
{
    public const string Project = "WeChatPay.Chain";

    public static readonly IReadOnlyList<string> Order =
        ["Bills", "Chaining", "Requests", "Media", "Notifications", "Transport", "Resilience", "Verification", "Signing", "V2", "Keys", "Crypto", "Diagnostics", "Wire"];

    private static readonly Regex _named = new($@"(?<![.\w""])(?:WeChatPay\.Chain\.)?({string.Join('|', Order)})(?:;|\.[A-Z])");

    /// <summary>The lines of a file that name a folder above its own, whether in a <c>using</c> or in the code.</summary>
    public static IEnumerable<string> LookingBack(SourceFile file)
    {
        var own = Order.ToList().IndexOf(file.Place.Folder);
        return own < 0
            ? []
            : file.Code
                .Where(line => !line.Code.StartsWith("namespace ", StringComparison.Ordinal))
                .SelectMany(line => _named.Matches(line.Code)
                    .Select(match => match.Groups[1].Value)
                    .Where(folder => Order.ToList().IndexOf(folder) < own)
                    .Select(folder => $"{file.Path}:{line.Number} looks back from {file.Place.Folder} to {folder}: {line.Code.Trim()}"));
    }
}
