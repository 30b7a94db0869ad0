using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WeChatPay.Chain.Tests.Shared;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>A program of the porting guide whose clients are typed instead of dynamic.</summary>
internal sealed class TypedProgram
{
    private static readonly CSharpParseOptions _options =
        new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([new("FileBasedProgram", "true")]);

    private readonly CSharpCompilation _compilation;

    private TypedProgram(string name, string source) => _compilation = CSharpCompilation.Create(
        $"{name}-typed",
        [CSharpSyntaxTree.ParseText(source, _options), CSharpSyntaxTree.ParseText(SourceCompilation.ImplicitUsings, _options)],
        SourceCompilation.References,
        new CSharpCompilationOptions(
            OutputKind.ConsoleApplication,
            nullableContextOptions: NullableContextOptions.Enable,
            // The typed endpoints are built for an earlier framework, which is expected here.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));

    /// <summary>Gets the errors and warnings of the compiler.</summary>
    public IReadOnlyList<string> Problems =>
    [
        .. _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => $"line {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {diagnostic.Id} "
                + diagnostic.GetMessage(CultureInfo.InvariantCulture)),
    ];

    /// <param name="path">The path of the program.</param>
    /// <param name="changes">The lines that are not the same on a typed client.</param>
    public static TypedProgram Create(string path, IEnumerable<ChangedLine> changes)
    {
        var source = File.ReadAllText(path)
            .Replace("dynamic instance = ", "WeChatPayClient instance = ", StringComparison.Ordinal)
            .Replace("var instance = Builder.", "WeChatPayClient instance = Builder.", StringComparison.Ordinal);
        return new TypedProgram(
            Path.GetFileNameWithoutExtension(path),
            changes.Aggregate(source, (text, change) => text.Replace(change.Dynamic, change.Typed, StringComparison.Ordinal)));
    }

    /// <summary>Writes the assembly.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>The path of the assembly.</returns>
    public string WriteTo(string folder)
    {
        var path = Path.Combine(folder, $"{_compilation.AssemblyName}.dll");
        Assert.That(Problems, Is.Empty);
        Assert.That(_compilation.Emit(path).Success);
        return path;
    }
}
