using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Tests.Conventions;

/// <summary>A source file of the library, as the conventions see it.</summary>
/// <param name="Path">Under <c>src/</c>, with slashes: <c>WeChatPay.Chain/Values/Fields.cs</c>.</param>
/// <param name="Text">The content.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    public static string Root { get; } = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    /// <summary>The project, then the folder in it; an empty folder for a file at the project's root.</summary>
    public (string Project, string Folder) Place =>
        Path.Split('/') is [var project, var folder, _, ..] ? (project, folder) : (Path.Split('/')[0], "");

    /// <summary>The lines that the compiler reads, with their numbers; without comments.</summary>
    public IEnumerable<(int Number, string Code)> Code => Text.Split('\n')
        .Select((line, index) => (Number: index + 1, Code: Comment().Replace(line, "").TrimEnd()))
        .Where(line => line.Code.Length > 0);

    public string? Namespace =>
        Code.Select(line => NamespaceLine().Match(line.Code)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    public static IReadOnlyList<SourceFile> Of(string project)
    {
        var src = System.IO.Path.Combine(Root, "src");
        return
        [
            .. Directory.EnumerateFiles(System.IO.Path.Combine(src, project), "*.cs", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(System.IO.Path.GetRelativePath(src, path).Replace('\\', '/'), File.ReadAllText(path))),
        ];
    }

    public override string ToString() => Path;

    private static string ThisFile([CallerFilePath] string path = "") => path;

    // A colon in front makes it a URL.
    [GeneratedRegex(@"(?<!:)//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex NamespaceLine();
}
