using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>The files of the repository from which these tests were built.</summary>
internal static class RepositoryFiles
{
    private const string ChineseEnding = ".zh-CN.md";

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    public static string Examples { get; } = Path.Combine(Root, "examples");

    /// <summary>The examples, which are file-based programs.</summary>
    public static IReadOnlyList<string> ExampleFiles { get; } = SourcesIn(Examples);

    /// <summary>The programs of the porting guide.</summary>
    public static IReadOnlyList<string> PortingFiles { get; } = SourcesIn(Path.Combine(Examples, "porting"));

    /// <summary>The tests that a reader can copy, which are compiled with these tests.</summary>
    public static IReadOnlyList<string> TestingFiles { get; } = SourcesIn(Path.Combine(Examples, "testing"));

    /// <summary>The programs that use the packages.</summary>
    public static IReadOnlyList<string> PackageProgramFiles { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "tests", "Packages")).Order(StringComparer.Ordinal).SelectMany(SourcesIn)];

    /// <summary>The names of the projects that are packed.</summary>
    public static IReadOnlyList<string> PackedProjects { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(path => !File.ReadAllText(path).Contains("<IsPackable>false</IsPackable>", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The README of each package, relative to the root.</summary>
    public static IReadOnlyList<string> PackageReadmes { get; } = [.. PackedProjects.Select(name => $"src/{name}/README.md")];

    /// <summary>The pages in <c>src/&lt;package&gt;/docs</c> in English, relative to the root.</summary>
    public static IReadOnlyList<string> EnglishPages { get; } = [.. PackedProjects.SelectMany(PagesOf).Where(name => !IsChinese(name))];

    /// <summary>The pages in <c>src/&lt;package&gt;/docs</c> in Chinese, relative to the root.</summary>
    public static IReadOnlyList<string> ChinesePages { get; } = [.. PackedProjects.SelectMany(PagesOf).Where(IsChinese)];

    /// <summary>The expected output of each program of the porting guide, in a file of the same name.</summary>
    public static string PortingOutputs { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "PortingOutputs");

    /// <summary>The code around a block of a page that is compiled.</summary>
    public static string PageContext { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "PageContext.txt");

    /// <summary>Tests from which the documentation takes lines.</summary>
    public static IReadOnlyList<string> SnippetFiles { get; } = SourcesIn(Path.Combine(Path.GetDirectoryName(ThisFile())!, "Snippets"));

    /// <summary>The name of the same page in Chinese.</summary>
    public static string InChinese(string name) => Path.ChangeExtension(name, null) + ChineseEnding;

    public static string[] ReadLines(string name) => File.ReadAllLines(Path.Combine(Root, name));

    private static bool IsChinese(string name) => name.EndsWith(ChineseEnding, StringComparison.Ordinal);

    private static IEnumerable<string> PagesOf(string project)
    {
        var folder = Path.Combine(Root, "src", project, "docs");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.md")
                .Select(path => $"src/{project}/docs/{Path.GetFileName(path)}")
                .Order(StringComparer.Ordinal)
            : [];
    }

    private static string[] SourcesIn(string folder) => [.. Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal)];

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
