using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Documentation;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>Writes the operations whose first two segments are the same.</summary>
internal sealed class AreaEmitter
{
    // Enough to recognize the area in a completion list.
    private const int MaxTitles = 3;

    private readonly CodeWriter _writer = CodeWriter.CreateFile();
    private readonly OperationEmitter _operations;

    private AreaEmitter(FieldDocumentation documentation) => _operations = new OperationEmitter(_writer, documentation);

    public static string Write(IReadOnlyList<Operation> operations, FieldDocumentation documentation)
    {
        var emitter = new AreaEmitter(documentation);
        emitter.Write(PathNode.CreateTree(operations));
        return emitter._writer.ToString();
    }

    private void Write(PathNode version)
    {
        _writer.Block("namespace WeChatPay.Chain.Endpoints", () =>
            _writer.Block($"public sealed partial class {version.Type}", () => WriteChildren(version)));
        var withVariables = AllNodes(version)
            .SelectMany(node => node.Operations.Where(HasVariables).Select(operation => (operation, node)));
        UncheckedEmitter.WriteClass(_writer, methods =>
        {
            foreach (var (operation, node) in withVariables)
            {
                methods.Write(operation, node);
            }
        });
    }

    private static IEnumerable<PathNode> AllNodes(PathNode node) => node.Children.SelectMany(AllNodes).Prepend(node);

    private static bool HasVariables(Operation operation) => operation.Path.Contains('{', StringComparison.Ordinal);

    private void WriteChildren(PathNode node)
    {
        foreach (var child in node.Children)
        {
            _writer.Line($"/// <summary>{Describe(child)}</summary>");
            _writer.Line($"public {child.Type} {CSharpName.ToMember(child.Segment)} => new(UrlChain[\"{child.Segment}\"]);");
        }
        foreach (var child in node.Children)
        {
            Write(child, Bases(child));
        }
    }

    private void Write(PathNode node, string bases)
    {
        _writer.Line($"/// <summary>{Describe(node)}</summary>");
        _writer.Block($"public sealed class {node.Type} : {bases}", () =>
        {
            _writer.Line($"internal {node.Type}(global::WeChatPay.Chain.UrlChain chain) : base(chain) {{ }}");
            foreach (var operation in node.Operations)
            {
                _operations.Write(operation);
            }
            WriteChildren(node);
        });
    }

    private static string Bases(PathNode node)
    {
        if (node.Operations.Count == 0)
        {
            return "global::WeChatPay.Chain.Endpoints.PathPrefix";
        }
        var documented = node.Operations.SelectMany(operation => KindsOf(operation).Select(kind =>
            $"global::WeChatPay.Chain.Endpoints.{kind}{CSharpName.ToVerb(operation.Method)}<"
            + $"{OperationTypes.FullDataOf(operation, node)}>"));
        var missing = VerbEmitter.Verbs
            .Except(node.Operations.Select(operation => CSharpName.ToVerb(operation.Method)))
            .Select(verb => $"global::WeChatPay.Chain.Endpoints.INo{verb}");
        return string.Join(", ", documented.Concat(missing).Prepend("global::WeChatPay.Chain.Endpoints.EndpointPath"));
    }

    // The interfaces whose unchecked methods the path has.
    private static IEnumerable<string> KindsOf(Operation operation)
    {
        if (HasVariables(operation))
        {
            return ["I"];
        }
        if (operation.FindPlace("multipart") is not null)
        {
            return ["IUpload"];
        }
        var plain = operation.Version == "v2" ? "IPlainV2" : "IPlain";
        return OperationTypes.HasRequiredPart(operation) ? [plain] : [plain, "IBare"];
    }

    private static string Describe(PathNode node)
    {
        if (node.Operations.Count > 0)
        {
            return XmlText.Escape(string.Join(" · ", node.Operations.Select(operation => $"{operation.Method} {operation.Title}")));
        }
        var titles = node.AllOperations.Select(operation => operation.Title).Distinct().Take(MaxTitles + 1).ToList();
        return XmlText.Escape(string.Join(" · ", titles.Take(MaxTitles)) + (titles.Count > MaxTitles ? " · …" : ""));
    }
}
