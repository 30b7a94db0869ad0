using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>The files of the repository that these tests were built from.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    public static string Examples { get; } = Path.Combine(Root, "examples");

    /// <summary>The examples, each a program of its own.</summary>
    public static IReadOnlyList<string> ExampleFiles { get; } = SourcesIn(Examples);

    /// <summary>The programs of the porting guide.</summary>
    public static IReadOnlyList<string> PortingFiles { get; } = SourcesIn(Path.Combine(Examples, "porting"));

    /// <summary>Tests for a reader to copy, compiled with these.</summary>
    public static IReadOnlyList<string> TestingFiles { get; } = SourcesIn(Path.Combine(Examples, "testing"));

    /// <summary>Programs that use the packages, outside the repository.</summary>
    public static IReadOnlyList<string> PackageProgramFiles { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "tests", "Packages")).Order(StringComparer.Ordinal).SelectMany(SourcesIn)];

    /// <summary>The names of the projects that are packed.</summary>
    public static IReadOnlyList<string> PackedProjects { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The README of each package, relative to the root.</summary>
    public static IReadOnlyList<string> PackageReadmes { get; } = [.. PackedProjects.Select(name => $"src/{name}/README.md")];

    /// <summary>What each program of the porting guide prints, in a file of its name.</summary>
    public static string PortingOutputs { get; } = Path.Combine(Path.GetDirectoryName(ThisFile())!, "PortingOutputs");

    /// <summary>Tests from which the READMEs take lines.</summary>
    public static IReadOnlyList<string> SnippetFiles { get; } = SourcesIn(Path.Combine(Path.GetDirectoryName(ThisFile())!, "Snippets"));

    public static string[] ReadLines(string name) => File.ReadAllLines(Path.Combine(Root, name));

    private static string[] SourcesIn(string folder) => [.. Directory.EnumerateFiles(folder, "*.cs").Order(StringComparer.Ordinal)];

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
