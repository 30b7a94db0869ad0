namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>What stands between two fences.</summary>
/// <param name="Place">File and line, for messages.</param>
/// <param name="Language">The word behind the opening fence.</param>
/// <param name="Lines">Without the fences.</param>
public sealed record CodeBlock(string Place, string Language, string[] Lines)
{
    /// <summary>Whether these lines follow each other in a source, all moved to the right by the same amount.</summary>
    public bool StandsIn(string[] source) =>
        Enumerable.Range(0, Math.Max(0, source.Length - Lines.Length + 1)).Any(start => StandsAt(source, start));

    public override string ToString() => Place;

    private bool StandsAt(string[] source, int start)
    {
        var margin = source[start][..^source[start].TrimStart().Length];
        return Lines.Index().All(line => source[start + line.Index] == (line.Item.Length == 0 ? "" : margin + line.Item));
    }
}
