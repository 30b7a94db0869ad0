using System.Text.RegularExpressions;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>A table of a page whose heading names a class of options.</summary>
/// <param name="Page">The page.</param>
/// <param name="TypeName">The class, such as <c>ResilienceOptions</c>.</param>
/// <param name="Rows">The code in the cells of each row, up to the first cell without any.</param>
internal sealed partial record OptionTable(string Page, string TypeName, IReadOnlyList<string[]> Rows)
{
    public static IEnumerable<OptionTable> ReadAll(MarkdownPage page)
    {
        for (var i = 0; i + 1 < page.Lines.Count; i++)
        {
            if (Heading.Match(page.Lines[i]) is { Success: true } heading
                && page.Lines[i + 1].StartsWith("| ---", StringComparison.Ordinal))
            {
                var rows = page.Lines.Skip(i + 2).TakeWhile(line => line.StartsWith('|')).Select(CodeIn);
                yield return new OptionTable(page.Name, heading.Groups[1].Value, [.. rows]);
            }
        }
    }

    private static string[] CodeIn(string row) =>
    [
        .. row.Trim('|').Split('|').Select(cell => CodeCell.Match(cell.Trim())).TakeWhile(cell => cell.Success)
            .Select(cell => cell.Groups[1].Value),
    ];

    [GeneratedRegex(@"^\|[^|]*(?:\|[^|]*)?`([A-Za-z]+Options)`")]
    private static partial Regex Heading { get; }

    [GeneratedRegex("^`([A-Za-z0-9_]+)`$")]
    private static partial Regex CodeCell { get; }
}
