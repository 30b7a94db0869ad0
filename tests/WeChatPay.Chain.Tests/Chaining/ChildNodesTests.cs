using WeChatPay.Chain.Chaining;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Chaining;

internal sealed class ChildNodesTests : IDisposable
{
    private readonly WeChatPayClient _client = new FakePlatform().CreateClient();
    private readonly ChildNodes _nodes = new();

    public void Dispose() => _client.Dispose();

    [Test]
    public void Find_NothingCached_IsNull()
    {
        Assert.That(_nodes.Find("v3"), Is.Null);
    }

    [Test]
    public void Find_ACachedNode_IsThatNode()
    {
        var node = _nodes.GetOrAdd("v3", _client.Chain("v3"));

        Assert.That(_nodes.Find("v3"), Is.SameAs(node));
        Assert.That(_nodes.Find("V3"), Is.Null);
    }

    [Test]
    public void GetOrAdd_UnderAKnownName_IsTheFirstNode()
    {
        var first = _nodes.GetOrAdd("v3", _client.Chain("first"));

        var second = _nodes.GetOrAdd("v3", _client.Chain("second"));

        Assert.That(second, Is.SameAs(first));
        Assert.That(_nodes.Find("v3"), Is.SameAs(first));
    }

    [Test]
    public void GetOrAdd_OnManyThreads_IsOneNodeForAll()
    {
        var nodes = Enumerable.Range(0, 64)
            .AsParallel()
            .WithDegreeOfParallelism(8)
            .Select(i => _nodes.GetOrAdd("v3", _client.Chain($"{i}")))
            .ToList();

        Assert.That(nodes.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void GetOrAdd_UnlimitedIds_CachesOnlySome()
    {
        var names = Enumerable.Range(0, 1000).Select(id => $"{id}").ToList();

        var nodes = names.ConvertAll(name => _nodes.GetOrAdd(name, _client.Chain(name)));

        Assert.That(nodes.Select(node => node.ToString()), Is.EqualTo(names));
        Assert.That(names.Count(name => _nodes.Find(name) is not null), Is.EqualTo(256));
    }
}
