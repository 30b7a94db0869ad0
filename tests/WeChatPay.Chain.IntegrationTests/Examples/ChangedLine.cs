using System.Text.RegularExpressions;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>A row of the documentation: a line of a dynamic client that is another line on a typed one.</summary>
/// <param name="Dynamic">The code on a dynamic client.</param>
/// <param name="Typed">The code on a typed client.</param>
public sealed partial record ChangedLine(string Dynamic, string Typed)
{
    private const string Heading = "## What is not the same line";

    /// <summary>Reads the rows of the page about typed endpoints that have code in both cells.</summary>
    public static IReadOnlyList<ChangedLine> ReadAll() =>
    [
        .. MarkdownPage.Read("src/WeChatPay.Chain.Endpoints/docs/typed-endpoints.md").Lines
            .SkipWhile(line => line != Heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => Row.Match(line)).Where(row => row.Success)
            .Select(row => new ChangedLine(row.Groups["dynamic"].Value, row.Groups["typed"].Value)),
    ];

    public override string ToString() => Dynamic;

    [GeneratedRegex(@"^\| `(?<dynamic>[^`]+)` \| `(?<typed>[^`]+)` \|")]
    private static partial Regex Row { get; }
}
