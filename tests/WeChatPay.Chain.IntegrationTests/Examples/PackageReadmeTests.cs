using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>Each package contains a README, which readers see without the other files of the repository.</summary>
public sealed partial class PackageReadmeTests
{
    private static readonly IReadOnlyList<string> _readmes = RepositoryFiles.PackageReadmes;

    [TestCaseSource(nameof(_readmes))]
    public void Readme_OfAPackage_DescribesItInBothLanguages(string name)
    {
        var package = Path.GetFileName(Path.GetDirectoryName(name))!;
        var lines = MarkdownPage.Read(name).Lines;

        Assert.That(lines[0], Is.EqualTo($"# {package}"));
        Assert.That(lines, Does.Contain($"dotnet add package {package}").And.Contain("## 中文"));
    }

    [TestCaseSource(nameof(_readmes))]
    public void Links_OfAPackageReadme_AreAbsolute(string name) => Assert.That(RelativeLinksIn(MarkdownPage.Read(name).Lines), Is.Empty);

    [TestCase("See [the guide](docs/guide.md).")]
    [TestCase("See [below](#options).")]
    [TestCase("[guide]: ../README.md")]
    [TestCase("<img src=\"icon.png\">")]
    public void Links_ThatAreRelative_AreFound(string line) => Assert.That(RelativeLinksIn([line]), Has.One.Items);

    [Test]
    public void Configuration_InTheReadme_ListsTheKeysThatAreRead()
    {
        var readme = MarkdownPage.Read("src/WeChatPay.Chain.DependencyInjection/README.md");
        var rows = readme.Lines.Select(line => KeyRow.Match(line)).Where(row => row.Success);

        Assert.That(rows.Select(row => row.Groups[1].Value), Is.EquivalentTo(KeysOfTheConfiguration()));
    }

    private static string[] RelativeLinksIn(IEnumerable<string> lines) =>
    [
        .. lines.SelectMany(line => Link.Matches(line)).Select(link => link.Groups[1].Value)
            .Where(target => !target.StartsWith("https://", StringComparison.Ordinal)),
    ];

    // The message about an unknown key lists the known ones.
    private static string[] KeysOfTheConfiguration()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("WeChatPay:Unknown", "1")]).Build();
        var services = new ServiceCollection();
        services.AddWeChatPay(configuration.GetSection("WeChatPay"));
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<WeChatPayClientOptions>>();
        var failure = Assert.Throws<OptionsValidationException>(() => _ = options.Value)!;
        return Regex.Match(failure.Message, @"Options: ([A-Za-z0-9, ]+)\.").Groups[1].Value.Split(", ");
    }

    [GeneratedRegex(@"(?:\]\(|^\[[^\]]+\]: |(?:src|href)="")([^)""\s]+)")]
    private static partial Regex Link { get; }

    [GeneratedRegex("^\\| `([A-Z][A-Za-z0-9]+)` \\|")]
    private static partial Regex KeyRow { get; }
}
