using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WeChatPay.Chain.Tests.Shared;

namespace WeChatPay.Chain.Endpoints.Tests.Compilation;

/// <summary>Compiles C# in memory, against the assemblies of the tests, as a project with implicit usings does.</summary>
internal static class TestCompilation
{
    private const string Usings = $"{SourceCompilation.ImplicitUsings}\nglobal using WeChatPay.Chain;";

    private static readonly CSharpParseOptions _parseOptions = new(LanguageVersion.CSharp14);

    public static CSharpCompilation Create(params IEnumerable<string> sources) => CSharpCompilation.Create(
        $"Test{Guid.NewGuid():N}",
        sources.Prepend(Usings).Select(source => CSharpSyntaxTree.ParseText(source, _parseOptions)),
        SourceCompilation.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Gets what the compiler reports, without hidden diagnostics.</summary>
    public static IReadOnlyList<Diagnostic> Diagnose(params IEnumerable<string> sources) =>
        [.. Create(sources).GetDiagnostics().Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];

    /// <summary>Compiles and loads the sources.</summary>
    public static Assembly Load(params IEnumerable<string> sources)
    {
        using var image = new MemoryStream();
        var result = Create(sources).Emit(image);
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5);
        Assert.That(result.Success, Is.True, () => string.Join('\n', errors.Select(error => $"{error}\n{LineOf(error)}")));
        image.Position = 0;
        return new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(image);
    }

    private static string LineOf(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";
}
