using System.Collections.Concurrent;

namespace WeChatPay.Chain.Chaining;

/// <summary>Caches the nodes that continue a chain, so that using the same chain again does not allocate.</summary>
internal sealed class ChildNodes
{
    // Member names come from source code, so there are few. IDs in templates are unlimited, and must not accumulate here.
    private const int Limit = 256;

    // Created when it is first needed: most nodes are leaves.
    private ConcurrentDictionary<string, UrlChain>? _nodes;

    public UrlChain? Find(string name) => _nodes is { } nodes && nodes.TryGetValue(name, out var node) ? node : null;

    /// <summary>Adds a node, unless there is one of the same name or the cache is full.</summary>
    /// <returns>The cached node of the name, or <paramref name="node"/> if the cache is full.</returns>
    public UrlChain GetOrAdd(string name, UrlChain node)
    {
        var nodes = _nodes ?? Interlocked.CompareExchange(ref _nodes, new(StringComparer.Ordinal), null) ?? _nodes;
        return nodes.Count < Limit ? nodes.GetOrAdd(name, node) : node;
    }
}
