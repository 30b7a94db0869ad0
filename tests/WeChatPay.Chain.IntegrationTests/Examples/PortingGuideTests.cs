using System.Text.RegularExpressions;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>Each pair of lines in the porting guide is part of the program that its section names.</summary>
public sealed partial class PortingGuideTests
{
    private const string Folder = "examples/porting";

    private static readonly MarkdownPage _guide = MarkdownPage.Read($"{Folder}/README.md");

    private static readonly MarkdownPage _chinese = MarkdownPage.Read($"{Folder}/README.zh-CN.md");

    private static readonly Dictionary<string, string[]> _programs = RepositoryFiles.PortingFiles.ToDictionary(
        file => Path.GetFileName(file), File.ReadAllLines);

    private static readonly List<Pair> _pairs = ReadPairs(_guide);

    private static IEnumerable<TestCaseData> Pairs =>
        _pairs.Select(pair => new TestCaseData(pair).SetArgDisplayNames($"{pair.File}, line {pair.Line} of the guide"));

    private static IEnumerable<TestCaseData> Blocks =>
        _guide.Blocks("csharp").Select(block => new TestCaseData(block).SetArgDisplayNames(block.Place));

    [TestCaseSource(nameof(Pairs))]
    public void Pair_OfTheGuide_IsPartOfItsProgram(Pair pair) =>
        Assert.That(
            pair.IsPartOf(_programs[pair.File]),
            Is.True,
            $"{pair.File} has no comment '// {pair.Php}' followed by:\n{pair.CSharp}");

    [Test]
    public void Pair_WithAnExtraLetter_IsNotFound()
    {
        var changed = _pairs.SelectMany(pair => new[] { pair with { Php = pair.Php + "x" }, pair with { CSharp = pair.CSharp + "x" } });

        Assert.That(changed.Where(pair => pair.IsPartOf(_programs[pair.File])), Is.Empty);
    }

    [Test]
    public void Rows_OfTheGuidesPrograms_AreAllPairs()
    {
        var rows = _guide.Lines.TakeWhile(line => line != "## What differs").Count(line => line.StartsWith('|'));
        var headings = 2 * _programs.Count;

        Assert.That(_pairs, Has.Count.EqualTo(rows - headings));
    }

    [TestCaseSource(nameof(Blocks))]
    public void CSharp_OfTheGuide_IsPartOfAProgram(CodeBlock block) => Assert.That(_programs.Values.Any(block.IsPartOf), Is.True);

    [Test]
    public void Programs_OfTheFolder_HaveASectionEach() =>
        Assert.That(_pairs.Select(pair => pair.File).Distinct(), Is.EquivalentTo(_programs.Keys));

    [Test]
    public void Guide_InChinese_HasTheSamePairsBlocksAndSections()
    {
        Assert.That(ReadPairs(_chinese).Select(WithoutLine), Is.EqualTo(_pairs.Select(WithoutLine)));
        Assert.That(
            _chinese.Blocks("csharp").Select(block => block.Text), Is.EqualTo(_guide.Blocks("csharp").Select(block => block.Text)));
        Assert.That(_chinese.Anchors.Count(), Is.EqualTo(_guide.Anchors.Count()));
    }

    [TestCase("README.md")]
    [TestCase("README.zh-CN.md")]
    public void Links_OfTheGuide_LeadToFilesAndSections(string name)
    {
        var guide = MarkdownPage.Read($"{Folder}/{name}");
        var sections = guide.Anchors.ToHashSet();
        var targets = guide.Links.Where(target => !target.Contains("://", StringComparison.Ordinal));

        Assert.That(
            targets.Where(target =>
                !(sections.Contains(target) || Path.Exists(Path.Combine(RepositoryFiles.Root, Folder, target.Split('#')[0])))),
            Is.Empty);
    }

    // A section begins with the link to its program.
    private static List<Pair> ReadPairs(MarkdownPage guide)
    {
        var pairs = new List<Pair>();
        var file = "";
        foreach (var (index, line) in guide.Lines.Index())
        {
            if (Program.Match(line) is { Success: true } link)
            {
                file = link.Groups[1].Value;
            }
            if (Row.Match(line) is { Success: true } row)
            {
                pairs.Add(new Pair(file, index + 1, Unescaped(row.Groups["php"]), Unescaped(row.Groups["csharp"])));
            }
        }
        return pairs;
    }

    private static Pair WithoutLine(Pair pair) => pair with { Line = 0 };

    private static string Unescaped(Group cell) => cell.Value.Replace("\\|", "|", StringComparison.Ordinal);

    [GeneratedRegex(@"^\[[^\]]+\.cs\]\(([^)]+\.cs)\)")]
    private static partial Regex Program { get; }

    [GeneratedRegex(@"^\|[^|`]*\| `(?<php>[^`]+)` \| `(?<csharp>[^`]+)` \|$")]
    private static partial Regex Row { get; }

    /// <summary>A row of the guide.</summary>
    /// <param name="File">The program that the section names.</param>
    /// <param name="Line">The line number in the guide.</param>
    /// <param name="Php">The line of PHP.</param>
    /// <param name="CSharp">The line of C#.</param>
    public sealed record Pair(string File, int Line, string Php, string CSharp)
    {
        private const int MaxLines = 20;

        /// <summary>
        /// Whether the source contains the PHP as a comment, followed by the C#. A row of the guide is one line; the source may wrap it.
        /// </summary>
        public bool IsPartOf(string[] source)
        {
            var expected = WithoutSpaces($"//{Php}") + WithoutSpaces(CSharp);
            return Enumerable.Range(0, source.Length).Any(start =>
                Enumerable.Range(2, MaxLines).Any(count => Unwrap(source.Skip(start).Take(count)) == expected));
        }

        // Continuation lines of a comment are indented after the slashes.
        private static string Unwrap(IEnumerable<string> lines) =>
            string.Concat(lines.Select(line => line.Trim()).Select(line =>
                WithoutSpaces(line.StartsWith("//     ", StringComparison.Ordinal) ? line["//".Length..] : line)));

        private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);
    }
}
