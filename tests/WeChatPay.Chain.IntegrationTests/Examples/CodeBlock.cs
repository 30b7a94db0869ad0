namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>The lines between two fences.</summary>
/// <param name="Place">File and line, for messages.</param>
/// <param name="Language">The word after the opening fence.</param>
/// <param name="Lines">Without the fences.</param>
public sealed record CodeBlock(string Place, string Language, string[] Lines)
{
    public string Text => string.Join('\n', Lines);

    /// <summary>Whether these lines follow each other in a source, all indented by the same amount.</summary>
    public bool IsPartOf(string[] source) =>
        Enumerable.Range(0, Math.Max(0, source.Length - Lines.Length + 1)).Any(start => IsAt(source, start));

    public override string ToString() => Place;

    private bool IsAt(string[] source, int start)
    {
        var margin = source[start][..^source[start].TrimStart().Length];
        return Lines.Index().All(line => source[start + line.Index] == (line.Item.Length == 0 ? "" : margin + line.Item));
    }
}
