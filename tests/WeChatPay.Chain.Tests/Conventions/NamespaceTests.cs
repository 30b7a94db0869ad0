using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Tests.Conventions;

internal sealed partial class NamespaceTests
{
    private static readonly IReadOnlyList<SourceFile> _files =
        [.. Directory.EnumerateDirectories(Path.Combine(SourceFile.Root, "src")).SelectMany(project => SourceFile.Of(Path.GetFileName(project)))];

    /// <summary>The files that .editorconfig lets live in the root namespace: <c>[src/WeChatPay.Chain/{A/B,C/D}.cs]</c> and <c>IDE0130 = none</c>.</summary>
    private static readonly string[] _exceptions = [.. ExceptionsOf(File.ReadAllText(Path.Combine(SourceFile.Root, ".editorconfig")))];

    /// <summary>Extension methods of the framework's types, which an application finds without a using.</summary>
    private static readonly string[] _ofTheFramework = ["Microsoft.Extensions.DependencyInjection", "Microsoft.AspNetCore.Builder"];

    [Test]
    public void Namespace_OfAFile_IsItsFolder([ValueSource(nameof(_files))] SourceFile file)
    {
        if (Path.GetFileName(file.Path) is var name && name.StartsWith("WeChatPay", StringComparison.Ordinal) && name.EndsWith("Extensions.cs", StringComparison.Ordinal))
        {
            Assert.That(_ofTheFramework, Does.Contain(file.Namespace));
            return;
        }
        var (project, _) = file.Place;
        var folder = _exceptions.Contains(file.Path) ? project : Path.GetDirectoryName(file.Path)!.Replace('/', '.').Replace('\\', '.');

        Assert.That(file.Namespace ?? folder, Is.EqualTo(folder), $"{file.Path}: a folder is a namespace. What shall live elsewhere stands in .editorconfig.");
    }

    [Test]
    public void Exceptions_AreTheTypesThatCallersName()
    {
        Assert.That(_exceptions.Select(path => Path.GetFileName(path).Split('.')[0]).Distinct(), Is.EquivalentTo((
            "UrlChain RequestOptions ResilienceOptions PlatformKeys PlatformKey PlatformCertificate IncrementalVerifier "
            + "INotificationInbox InboxClaim MemoryNotificationInbox NotificationKey").Split(' ')));
        Assert.That(_exceptions, Is.SubsetOf(_files.Select(file => file.Path)), "An exception names a file that is not there.");
    }

    private static IEnumerable<string> ExceptionsOf(string editorConfig) => Section().Matches(editorConfig)
        .SelectMany(section => section.Groups["names"].Value.Split(',').Select(name => $"{section.Groups["folder"].Value}{name}.cs"));

    [GeneratedRegex(@"^\[src/(?<folder>[^\]{]*)\{(?<names>[^}]*)\}\.cs\]\s+dotnet_diagnostic\.IDE0130\.severity = none", RegexOptions.Multiline)]
    private static partial Regex Section();
}
