using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>A segment of the documented paths.</summary>
internal sealed class PathNode
{
    // Members of EndpointPath that nested types would hide.
    private static readonly string[] _reserved =
        ["Get", "Post", "Put", "Patch", "Delete", "Chain", "UrlChain", "Read", "ReadAsync", "With", "Require"];

    private readonly SortedDictionary<string, PathNode> _children = new(StringComparer.Ordinal);
    private readonly List<Operation> _operations = [];

    private PathNode(string segment) => Segment = segment;

    public string Segment { get; }

    /// <summary>Gets the name of the class.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Gets the name of the class with those that enclose it.</summary>
    public string FullType { get; private set; } = "";

    public IReadOnlyCollection<PathNode> Children => _children.Values;

    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>Gets the operations of the segment and of all that follow it.</summary>
    public IEnumerable<Operation> AllOperations => Operations.Concat(Children.SelectMany(child => child.AllOperations));

    /// <summary>Creates the tree of some operations of one version.</summary>
    /// <returns>The node of the version.</returns>
    public static PathNode CreateTree(IReadOnlyList<Operation> operations)
    {
        var root = new PathNode("");
        foreach (var operation in operations)
        {
            operation.Path.Split('/').Aggregate(root, (node, segment) => node.GetOrAdd(segment))._operations.Add(operation);
        }
        var version = root.Children.Single();
        version.Name(RootEmitter.TypeOf(version.Segment), enclosing: "");
        return version;
    }

    private PathNode GetOrAdd(string segment)
    {
        if (!_children.TryGetValue(segment, out var child))
        {
            _children[segment] = child = new PathNode(segment);
        }
        return child;
    }

    // A type can be named neither like the one that encloses it, nor like its neighbor: policy-periods, policy_periods.
    private void Name(string type, string enclosing)
    {
        Type = type;
        FullType = enclosing + type;
        var names = new UniqueNames([type, .. _reserved, .. Operations.SelectMany(OperationTypes.NamesOf)]);
        foreach (var child in Children)
        {
            child.Name(names.Add(CSharpName.ToType(child.Segment)), $"{FullType}.");
        }
    }
}
