using System.Text.Json;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>What the READMEs show is what runs.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] _readmes = ["README.md", "README.zh-CN.md"];

    private static readonly string[][] _sources =
    [
        .. RepositoryFiles.ExampleFiles.Concat(RepositoryFiles.TestingFiles).Concat(RepositoryFiles.SnippetFiles)
            .Concat(RepositoryFiles.PackageProgramFiles).Select(File.ReadAllLines),
    ];

    private static IEnumerable<TestCaseData> Blocks =>
        from name in _readmes.Concat(RepositoryFiles.PackageReadmes)
        from block in Readme.Read(name).Blocks("csharp")
        select new TestCaseData(block).SetArgDisplayNames(block.Place);

    [TestCaseSource(nameof(Blocks))]
    public void CSharp_OfAReadme_StandsInASourceThatRuns(CodeBlock block) =>
        Assert.That(_sources.Any(block.StandsIn), Is.True, $"No example, test of Snippets/ or program of tests/Packages has these lines:\n{string.Join('\n', block.Lines)}");

    [Test]
    public void CSharp_WithOneLetterMore_StandsInNoSource()
    {
        var changed = Readme.Read("README.md").Blocks("csharp").Select(block => block with { Lines = [.. block.Lines[..^1], block.Lines[^1] + "x"] });

        Assert.That(changed.Where(block => _sources.Any(block.StandsIn)), Is.Empty);
    }

    [TestCase("csharp")]
    [TestCase("bash")]
    [TestCase("text")]
    public void Blocks_OfTheChineseReadme_AreThoseOfTheEnglishOne(string language) =>
        Assert.That(TextsOf("README.zh-CN.md", language), Is.EqualTo(TextsOf("README.md", language)).And.Not.Empty);

    [TestCaseSource(nameof(_readmes))]
    public void Commands_OfAReadme_StartWithTheQuickstartAndTheTests(string name) =>
        Assert.That(TextsOf(name, "bash").Take(2), Is.EqualTo(["dotnet run examples/quickstart.cs", "dotnet test"]));

    [TestCaseSource(nameof(_readmes))]
    public void Styles_OfAReadme_StandInAnExample(string name)
    {
        var rows = Readme.Read(name).Lines.Where(line => line.Contains("`$instance", StringComparison.Ordinal));
        var cells = rows.SelectMany(row => CodeCell.Matches(row)).Select(cell => cell.Groups[1].Value).ToList();
        var examples = string.Join('\n', _sources.SelectMany(source => source));

        Assert.That(cells, Has.Count.EqualTo(12));
        Assert.That(cells.Where(cell => !examples.Contains($"response = {cell};", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(_readmes))]
    public void Options_OfAReadme_AreThoseOfTheLibrary(string name)
    {
        var properties = typeof(RequestOptions).GetProperties().Where(property => property.GetIndexParameters().Length == 0);

        var listed = Readme.Read(name).Lines.Select(line => OptionRow.Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value);

        Assert.That(listed, Is.EquivalentTo(properties.Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))));
    }

    [TestCaseSource(nameof(_readmes))]
    public void Links_OfAReadme_LeadToFiles(string name)
    {
        var targets = Readme.Read(name).Lines.SelectMany(line => Link.Matches(line)).Select(link => link.Groups[1].Value);
        var files = targets.Where(target => !target.Contains("://", StringComparison.Ordinal));

        Assert.That(files.Where(file => !Path.Exists(Path.Combine(RepositoryFiles.Root, file))), Is.Empty);
    }

    private static IEnumerable<string> TextsOf(string name, string language) => Readme.Read(name).Blocks(language).Select(block => string.Join('\n', block.Lines));

    [GeneratedRegex("`((?:await )?\\$?instance[^`]+)`")]
    private static partial Regex CodeCell { get; }

    // Only the table of the options has a key and then a property, each alone in its cell.
    [GeneratedRegex("^\\| `([a-z_]+)` \\| `[A-Za-z]+` \\|")]
    private static partial Regex OptionRow { get; }

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link { get; }
}
