using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WeChatPay.Chain.Tests.Conventions;

/// <summary>The words of comments, strings, identifiers and English documentation, and the width of the code.</summary>
internal sealed class WordingTests
{
    private const int MaxLineLength = 140;

    private static readonly string[] _folders = ["src", "tests", "examples"];

    private static readonly Regex[] _retired =
    [
        .. File.ReadAllLines(Path.Combine(SourceFile.Root, "tests", "WeChatPay.Chain.Tests", "Conventions", "RetiredPhrases.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(pattern => new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)),
    ];

    [Test]
    public void CSharp_OfTheRepository_HasNoRetiredPhrase() =>
        Assert.That(Files("*.cs").SelectMany(path => FindInCSharp(Relative(path), File.ReadAllText(path))), Is.Empty);

    [Test]
    public void EnglishMarkdown_OfTheRepository_HasNoRetiredPhrase()
    {
        var pages = Files("*.md").Concat(Directory.EnumerateFiles(SourceFile.Root, "*.md"))
            .Where(path => !path.EndsWith(".zh-CN.md", StringComparison.Ordinal));

        Assert.That(pages.SelectMany(path => FindIn(Relative(path), 1, File.ReadAllText(path))), Is.Empty);
    }

    [Test]
    public void Lines_OfCSharp_EndAtTheLimit()
    {
        var long_ = Files("*.cs").SelectMany(path => File.ReadLines(path).Index()
            .Where(line => line.Item.Length > MaxLineLength)
            .Select(line => $"{Relative(path)}:{line.Index + 1} has {line.Item.Length} characters; at most {MaxLineLength} are allowed."));

        Assert.That(long_, Is.Empty);
    }

    // Each sample is put together here, or this file would have the phrase.
    [TestCase("// The ans|wer of the platform.")]
    [TestCase("/// <summary>The ans|wer of the platform.</summary>")]
    [TestCase("class PlatformAns|wer { }")]
    [TestCase("class X { string Y => $\"{1} is n|o number\"; }")]
    [TestCase("class X { string Y => \"\"\"this al|one\"\"\"; }")]
    [TestCase("class X { void ReadRefu|sal() { } }")]
    public void FindInCSharp_ARetiredPhrase_IsFound(string code) =>
        Assert.That(FindInCSharp("X.cs", code.Replace("|", "", StringComparison.Ordinal)), Has.Some.StartsWith("X.cs:1: "));

    [TestCase("// The response of the platform, and a standard.")]
    [TestCase("class PlatformResponse { }")]
    [TestCase("class X { string Y => \"is not a number, and no longer set\"; }")]
    public void FindInCSharp_OtherWords_AreNotFound(string code) => Assert.That(FindInCSharp("X.cs", code), Is.Empty);

    private static IEnumerable<string> FindInCSharp(string path, string code)
    {
        var root = CSharpSyntaxTree.ParseText(code).GetRoot();
        var words = root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
                || token.Kind().ToString().Contains("StringLiteral", StringComparison.Ordinal))
            .Select(token => (token.SpanStart, Text: token.Text));
        var comments = root.DescendantTrivia()
            .Where(trivia => trivia.Kind().ToString().Contains("Comment", StringComparison.Ordinal))
            .Select(trivia => (SpanStart: trivia.FullSpan.Start, Text: trivia.ToFullString()));
        return words.Concat(comments)
            .SelectMany(part => FindIn(path, root.SyntaxTree.GetLineSpan(new(part.SpanStart, 0)).StartLinePosition.Line + 1, part.Text));
    }

    // A phrase may continue on the next line.
    private static IEnumerable<string> FindIn(string path, int line, string text) =>
        from pattern in _retired
        let joined = Regex.Replace(text, @"[ \t]*\n[ \t]*(?:///?[ \t]*)?", "\n")
        from match in pattern.Matches(joined.Replace('\n', ' '))
        select $"{path}:{line + joined.AsSpan(0, match.Index).Count('\n')}: '{match.Value}'";

    private static IEnumerable<string> Files(string pattern) => _folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceFile.Root, folder), pattern, SearchOption.AllDirectories))
        .Where(path => !Regex.IsMatch(path, @"[\\/](?:bin|obj|artifacts)[\\/]"));

    private static string Relative(string path) => Path.GetRelativePath(SourceFile.Root, path).Replace('\\', '/');
}
