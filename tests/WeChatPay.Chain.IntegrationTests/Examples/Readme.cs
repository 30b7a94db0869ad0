namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>A README of the repository, with what stands in it between fences.</summary>
internal sealed class Readme
{
    private const string Fence = "```";

    private readonly List<CodeBlock> _blocks = [];

    private Readme(string name, string[] lines)
    {
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

    public IReadOnlyList<string> Lines { get; }

    /// <param name="name">Relative to the root.</param>
    public static Readme Read(string name) => new(name, RepositoryFiles.ReadLines(name));

    /// <summary>The blocks of a language, in order.</summary>
    public IEnumerable<CodeBlock> Blocks(string language) => _blocks.Where(block => block.Language == language);
}
