using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WeChatPay.Chain.Tests.Conventions;

/// <summary>The library's source code as the compiler understands it.</summary>
internal sealed class LibraryModel
{
    private static readonly string _folder = Path.Combine(SourceFile.Root, "src", Layers.Project) + Path.DirectorySeparatorChar;
    private static readonly CSharpParseOptions _options = new(LanguageVersion.CSharp14);
    private static readonly Lazy<LibraryModel> _current = new(Read);

    private readonly CSharpCompilation _compilation;

    private LibraryModel(CSharpCompilation compilation) => _compilation = compilation;

    /// <summary>The source files as they are, without what generators add. They are read once for all tests.</summary>
    public static LibraryModel Current => _current.Value;

    private static LibraryModel Read()
    {
        var files = Directory.EnumerateFiles(_folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Parse(File.ReadAllText(path), path));
        var references = SourceCompilation.AssemblyPaths
            .Where(path => !Path.GetFileName(path).StartsWith(Layers.Project, StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        return new LibraryModel(CSharpCompilation.Create(
            Layers.Project,
            [.. files, Parse(SourceCompilation.ImplicitUsings, "ImplicitUsings.cs")],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
    }

    /// <summary>The names that the compiler does not find: a use of one of them would not be seen.</summary>
    public IEnumerable<string> UnknownNames => _compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Id is "CS0103" or "CS0234" or "CS0246" or "CS1061" or "CS0117")
        .Select(diagnostic => diagnostic.ToString());

    /// <summary>The same library with another file in it.</summary>
    /// <param name="path">The path, relative to the project.</param>
    /// <param name="text">The source code.</param>
    public LibraryModel With(string path, string text) => new(_compilation.AddSyntaxTrees(Parse(text, _folder + path)));

    /// <summary>
    /// All uses of types that another file declares: names of types, members and constants, base types, and types of expressions.
    /// </summary>
    public IEnumerable<TypeUse> FindUses() => _compilation.SyntaxTrees.SelectMany(FindUses).Distinct();

    /// <summary>The uses in one file.</summary>
    /// <param name="path">The path, relative to the project.</param>
    public IEnumerable<TypeUse> FindUses(string path) => FindUses(_compilation.SyntaxTrees.Single(tree => Relative(tree) == path));

    /// <summary>The types that the library declares at the top level, with the file of each declaration, relative to the project.</summary>
    public IEnumerable<(INamedTypeSymbol Type, string File)> Types =>
        from tree in _compilation.SyntaxTrees
        let model = _compilation.GetSemanticModel(tree)
        from declaration in tree.GetRoot().DescendantNodes(node => node is not BaseTypeDeclarationSyntax).OfType<MemberDeclarationSyntax>()
        where declaration is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        select ((INamedTypeSymbol)model.GetDeclaredSymbol(declaration)!, Relative(tree));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, _options, path);

    private static string Relative(SyntaxTree tree) => Path.GetRelativePath(_folder, tree.FilePath).Replace('\\', '/');

    private IEnumerable<TypeUse> FindUses(SyntaxTree tree)
    {
        var model = _compilation.GetSemanticModel(tree);
        var file = Relative(tree);
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            foreach (var type in TypesIn(model, node).SelectMany(Parts))
            {
                var homes = Outermost(type).DeclaringSyntaxReferences.Select(declaration => Relative(declaration.SyntaxTree)).ToList();
                if (homes.Count > 0 && !homes.Contains(file))
                {
                    yield return new TypeUse(
                        file, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, Outermost(type).Name, homes[0]);
                }
            }
        }
    }

    private static IEnumerable<ITypeSymbol> TypesIn(SemanticModel model, SyntaxNode node)
    {
        if (node is not (ExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax))
        {
            yield break;
        }
        var info = model.GetSymbolInfo(node);
        foreach (var symbol in info.CandidateSymbols.Append(info.Symbol))
        {
            if ((symbol as ITypeSymbol ?? symbol?.ContainingType) is { } type)
            {
                yield return type;
            }
        }
        if (model.GetTypeInfo(node).Type is { } ofExpression)
        {
            yield return ofExpression;
        }
    }

    // The type itself, and the types that it is made of: elements, type arguments.
    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Append(named.OriginalDefinition),
        _ => [],
    };

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type;
}
