using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox.Tests.Conventions;

/// <summary>A user of the sandbox needs one using only; everything internal has the namespace of its folder.</summary>
public sealed partial class NamespaceTests
{
    private const string Root = "WeChatPay.Chain.Sandbox";

    private static readonly string _folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(GetThisFile())!, "../../../src", Root));

    private static IEnumerable<string> Files => Directory.EnumerateFiles(_folder, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_folder, file))
        .Where(file => !file.StartsWith("obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    [TestCaseSource(nameof(Files))]
    public void File_TopLevelTypes_HaveExpectedNamespace(string file)
    {
        var source = File.ReadAllText(Path.Combine(_folder, file));
        var folder = Path.GetDirectoryName(file)!.Replace(Path.DirectorySeparatorChar, '.');
        var folderNamespace = folder.Length == 0 ? Root : $"{Root}.{folder}";

        var actual = NamespaceDeclaration().Match(source).Groups[1].Value;
        var accessibilities = TypeDeclaration().Matches(source).Select(match => match.Groups[1].Value).ToList();

        Assert.That(accessibilities, Is.Not.Empty);
        Assert.That(accessibilities.Select(accessibility => accessibility == "public" ? Root : folderNamespace), Is.All.EqualTo(actual));
    }

    [Test]
    public void Assembly_PublicTypes_HaveRootNamespace() =>
        Assert.That(
            typeof(WeChatPaySandbox).Assembly.GetExportedTypes().Select(type => type.Namespace), Is.Not.Empty.And.All.EqualTo(Root));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"^(public|internal) (?:\w+ )*(?:class|record|struct|enum|interface) \w+", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    private static string GetThisFile([CallerFilePath] string path = "") => path;
}
