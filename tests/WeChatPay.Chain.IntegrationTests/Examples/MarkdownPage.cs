using System.Text.RegularExpressions;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>A Markdown file of the repository, with the code between its fences.</summary>
internal sealed partial class MarkdownPage
{
    private const string Fence = "```";

    private readonly List<CodeBlock> _blocks = [];

    private MarkdownPage(string name, string[] lines)
    {
        Name = name;
        Lines = lines;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.IndexOf(lines, Fence, i + 1);
                _blocks.Add(new CodeBlock($"{name}:{i + 2}", lines[i][Fence.Length..], lines[(i + 1)..end]));
                i = end;
            }
        }
    }

    /// <summary>The path, relative to the root.</summary>
    public string Name { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>The targets of the links, in order.</summary>
    public IEnumerable<string> Links => Lines.SelectMany(line => Link.Matches(line)).Select(link => link.Groups[1].Value);

    /// <summary>The anchors of the headings, as <c>#some-heading</c>.</summary>
    public IEnumerable<string> Anchors => Lines
        .Where(line => line.StartsWith("## ", StringComparison.Ordinal) || line.StartsWith("### ", StringComparison.Ordinal))
        .Select(line => $"#{NotInAnchors.Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-')}");

    /// <param name="name">Relative to the root.</param>
    public static MarkdownPage Read(string name) => new(name, RepositoryFiles.ReadLines(name));

    /// <summary>The blocks of a language, in order.</summary>
    public IEnumerable<CodeBlock> Blocks(string language) => _blocks.Where(block => block.Language == language);

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors { get; }
}
