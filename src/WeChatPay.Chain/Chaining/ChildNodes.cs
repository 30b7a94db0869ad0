using System.Collections.Concurrent;

namespace WeChatPay.Chain.Chaining;

/// <summary>Caches the nodes that continue a chain, so that using a chain again allocates none.</summary>
internal sealed class ChildNodes
{
    // Members come from source code, so there are few. Ids in templates are unlimited, and must not accumulate here.
    private const int Limit = 256;

    // Most nodes are leaves and do not need it.
    private ConcurrentDictionary<string, UrlChain>? _nodes;

    public UrlChain? Find(string name) => _nodes is { } nodes && nodes.TryGetValue(name, out var node) ? node : null;

    /// <returns>The cached node of this name, or <paramref name="node"/> if the cache is full.</returns>
    public UrlChain Remember(string name, UrlChain node)
    {
        var nodes = _nodes ?? Interlocked.CompareExchange(ref _nodes, new(StringComparer.Ordinal), null) ?? _nodes;
        return nodes.Count < Limit ? nodes.GetOrAdd(name, node) : node;
    }
}
