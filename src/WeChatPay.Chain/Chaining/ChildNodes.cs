using System.Collections.Concurrent;

namespace WeChatPay.Chain.Chaining;

/// <summary>The nodes that continue a chain, so that a warm chain makes none.</summary>
internal sealed class ChildNodes
{
    // The members of a chain come from source code and are few. Ids written into a template are not, and must not pile up here.
    private const int Limit = 256;

    // Most nodes are leaves and never need one.
    private ConcurrentDictionary<string, UrlChain>? _nodes;

    public UrlChain? Find(string name) => _nodes is { } nodes && nodes.TryGetValue(name, out var node) ? node : null;

    /// <returns>The node now known under the name, or the given one when there are too many to remember.</returns>
    public UrlChain Remember(string name, UrlChain node)
    {
        var nodes = _nodes ?? Interlocked.CompareExchange(ref _nodes, new(StringComparer.Ordinal), null) ?? _nodes;
        return nodes.Count < Limit ? nodes.GetOrAdd(name, node) : node;
    }
}
