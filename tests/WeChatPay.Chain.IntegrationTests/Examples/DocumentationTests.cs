namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>The code in the documentation is code that runs, and its links have targets.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] _english = ["README.md", .. RepositoryFiles.EnglishPages];

    private static readonly string[] _all =
        [.. _english, "README.zh-CN.md", .. RepositoryFiles.ChinesePages, .. RepositoryFiles.PackageReadmes];

    private static readonly IReadOnlyList<string> _pages = [.. RepositoryFiles.EnglishPages, .. RepositoryFiles.ChinesePages];

    private static readonly string[][] _sources =
    [
        .. RepositoryFiles.ExampleFiles.Concat(RepositoryFiles.TestingFiles).Concat(RepositoryFiles.SnippetFiles)
            .Concat(RepositoryFiles.PackageProgramFiles).Select(File.ReadAllLines),
    ];

    private static IEnumerable<TestCaseData> Blocks =>
        from name in _all
        from block in MarkdownPage.Read(name).Blocks("csharp")
        select new TestCaseData(block).SetArgDisplayNames(block.Place);

    [TestCaseSource(nameof(Blocks))]
    public void CSharp_OfAPage_IsPartOfASourceThatRuns(CodeBlock block) =>
        Assert.That(_sources.Any(block.IsPartOf), Is.True,
            $"No example, test of Snippets/ or program of tests/Packages contains these lines:\n{block.Text}");

    [Test]
    public void CSharp_WithAnExtraLetter_IsNotFound()
    {
        var changed = _english.SelectMany(name => MarkdownPage.Read(name).Blocks("csharp"))
            .Select(block => block with { Lines = [.. block.Lines[..^1], block.Lines[^1] + "x"] });

        Assert.That(changed.Where(block => _sources.Any(block.IsPartOf)), Is.Empty);
    }

    [TestCaseSource(nameof(_english))]
    public void Page_InChinese_HasTheSameBlocks(string name)
    {
        foreach (var language in new[] { "csharp", "bash", "text" })
        {
            Assert.That(TextsOf(RepositoryFiles.InChinese(name), language), Is.EqualTo(TextsOf(name, language)));
        }
    }

    [TestCaseSource(nameof(_english))]
    public void Page_InChinese_HasTheSameHeadingsAndRows(string name)
    {
        var (english, chinese) = (MarkdownPage.Read(name), MarkdownPage.Read(RepositoryFiles.InChinese(name)));

        Assert.That(chinese.Anchors.Count(), Is.EqualTo(english.Anchors.Count()));
        Assert.That(RowsOf(chinese), Is.EqualTo(RowsOf(english)));
    }

    [Test]
    public void Pages_InChinese_AreTheSameAsInEnglish() =>
        Assert.That(RepositoryFiles.ChinesePages, Is.EquivalentTo(RepositoryFiles.EnglishPages.Select(RepositoryFiles.InChinese)));

    [TestCaseSource(nameof(_pages))]
    public void Page_BeginsWithTheOtherLanguageAndOneSentence(string name)
    {
        var page = MarkdownPage.Read(name);
        var other = Path.GetFileName(name.EndsWith(".zh-CN.md", StringComparison.Ordinal)
            ? name.Replace(".zh-CN.md", ".md", StringComparison.Ordinal)
            : RepositoryFiles.InChinese(name));

        Assert.That(page.Lines[0], Does.StartWith("# "));
        Assert.That(page.Lines[2], Does.Contain($"]({other})"));
        Assert.That(string.Concat(page.Lines.Skip(4).TakeWhile(line => line.Length > 0)), Does.EndWith(".").Or.EndWith("。"));
    }

    [TestCaseSource(nameof(_all))]
    public void Links_OfAPage_LeadToFilesAndHeadings(string name)
    {
        var folder = Path.GetDirectoryName(name)!;

        Assert.That(MarkdownPage.Read(name).Links.Where(link => !Exists(folder, name, link)), Is.Empty);
    }

    private static bool Exists(string folder, string name, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal))
        {
            return true;
        }
        var parts = link.Split('#');
        var target = parts[0].Length == 0 ? name : Path.Combine(folder, parts[0]);
        return Path.Exists(Path.Combine(RepositoryFiles.Root, target))
            && (parts.Length == 1 || MarkdownPage.Read(target).Anchors.Contains($"#{parts[1]}"));
    }

    // The code in the first cell of each row, in any order: keys, options, exceptions.
    private static IEnumerable<string> RowsOf(MarkdownPage page) => page.Lines.Where(line => line.StartsWith('|'))
        .Select(row => string.Join(", ", row.Split('|')[1].Split('`').Where((_, index) => index % 2 == 1).Order(StringComparer.Ordinal)));

    private static IEnumerable<string> TextsOf(string name, string language) =>
        MarkdownPage.Read(name).Blocks(language).Select(block => block.Text);
}
