using System.Text.RegularExpressions;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>The README is short, and leads to everything else.</summary>
public sealed partial class ReadmeTests
{
    private const long MostBytes = 12 * 1024;

    private static readonly string[] _readmes = ["README.md", "README.zh-CN.md"];

    [TestCaseSource(nameof(_readmes))]
    public void Readme_IsShort(string name) =>
        Assert.That(new FileInfo(Path.Combine(RepositoryFiles.Root, name)).Length, Is.LessThan(MostBytes));

    [TestCaseSource(nameof(_readmes))]
    public void Commands_OfAReadme_StartWithTheQuickstartAndTheTests(string name) =>
        Assert.That(
            MarkdownPage.Read(name).Blocks("bash").Select(block => block.Text).Take(2),
            Is.EqualTo(["dotnet run examples/quickstart.cs", "dotnet test"]));

    [TestCaseSource(nameof(_readmes))]
    public void Styles_OfAReadme_AreInAnExample(string name)
    {
        var rows = MarkdownPage.Read(name).Lines.Where(line => line.Contains("`$instance", StringComparison.Ordinal));
        var cells = rows.SelectMany(row => CodeCell.Matches(row)).Select(cell => cell.Groups[1].Value).ToList();
        var examples = string.Join('\n', RepositoryFiles.ExampleFiles.Select(File.ReadAllText));

        Assert.That(cells, Has.Count.EqualTo(12));
        Assert.That(cells.Where(cell => !examples.Contains($"response = {cell};", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("README.md")]
    [TestCase("README.zh-CN.md")]
    public void Links_OfAReadme_LeadToEachPageInItsLanguage(string name)
    {
        var pages = name == "README.md" ? RepositoryFiles.EnglishPages : RepositoryFiles.ChinesePages;

        Assert.That(pages.Concat(RepositoryFiles.PackageReadmes), Is.SubsetOf(MarkdownPage.Read(name).Links));
    }

    [GeneratedRegex("`((?:await )?\\$?instance[^`]+)`")]
    private static partial Regex CodeCell { get; }
}
