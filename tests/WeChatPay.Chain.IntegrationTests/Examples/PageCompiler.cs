using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WeChatPay.Chain.Tests.Shared;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>Compiles the C# blocks of a page in order, each with the variables declared by the blocks before it.</summary>
internal static class PageCompiler
{
    private static readonly CSharpParseOptions _options = new(LanguageVersion.CSharp14);

    private static readonly SymbolDisplayFormat _typeNames = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly CSharpCompilation _empty = CSharpCompilation.Create(
        "Page",
        references: SourceCompilation.References,
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static readonly string _context = File.ReadAllText(RepositoryFiles.PageContext);

    /// <returns>The errors of the compiler, with the place of the block; empty when all blocks compile.</returns>
    public static IReadOnlyList<string> FindErrors(IEnumerable<CodeBlock> blocks)
    {
        var all = blocks.Where(block => !IsUsings(block)).ToList();
        var types = string.Join('\n', all.Where(IsType).Select(block => block.Text));
        var errors = new List<string>();
        var variables = new Dictionary<string, string>();
        foreach (var block in all.Where(block => !IsType(block)))
        {
            errors.AddRange(Compile(block, types, variables));
        }
        return errors;
    }

    /// <summary>
    /// Compiles a block as the body of a method whose parameters are the variables so far, and adds the variables that it declares.
    /// </summary>
    private static IEnumerable<string> Compile(CodeBlock block, string types, Dictionary<string, string> variables)
    {
        var declared = NamesIn(block);
        var parameters = variables.Where(variable => !declared.Contains(variable.Key))
            .Select(variable => $"{variable.Value} {variable.Key}");
        var tree = CSharpSyntaxTree.ParseText(_context
            .Replace("/* types */", types, StringComparison.Ordinal)
            .Replace("/* parameters */", string.Join(", ", parameters), StringComparison.Ordinal)
            .Replace("/* statements */", block.Text, StringComparison.Ordinal), _options);
        var compilation = _empty.AddSyntaxTrees(tree);
        var model = compilation.GetSemanticModel(tree);
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(
            method => method.Identifier.Text == "RunAsync");
        var declarations = method.Body!.Statements.OfType<LocalDeclarationStatementSyntax>();
        foreach (var variable in declarations.SelectMany(statement => statement.Declaration.Variables))
        {
            var type = ((ILocalSymbol)model.GetDeclaredSymbol(variable)!).Type;
            variables[variable.Identifier.Text] = type.IsAnonymousType ? "dynamic" : type.ToDisplayString(_typeNames);
        }
        return compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => (diagnostic.Id, Message: diagnostic.GetMessage(CultureInfo.InvariantCulture)))
            .Where(error => !IsOfGenerator(error.Id, error.Message))
            .Select(error => $"{block.Place}: {error.Id} {error.Message}");
    }

    private static HashSet<string> NamesIn(CodeBlock block)
    {
        var nodes = CSharpSyntaxTree.ParseText($"async void M() {{ {block.Text}\n}}", _options).GetRoot().DescendantNodes().ToList();
        return
        [
            .. nodes.OfType<VariableDeclaratorSyntax>().Select(variable => variable.Identifier.Text),
            .. nodes.OfType<ForEachStatementSyntax>().Select(loop => loop.Identifier.Text),
            .. nodes.OfType<CatchDeclarationSyntax>().Select(caught => caught.Identifier.Text),
        ];
    }

    // The source generator of System.Text.Json does not run here.
    private static bool IsOfGenerator(string id, string message) =>
        message.Contains("JsonSerializerContext", StringComparison.Ordinal)
        || (id == "CS0117" && message.Contains("'Default'", StringComparison.Ordinal));

    private static bool IsUsings(CodeBlock block) =>
        block.Lines.All(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('='));

    private static bool IsType(CodeBlock block) =>
        block.Lines[0].StartsWith("internal ", StringComparison.Ordinal) || block.Lines[0].StartsWith('[');
}
