using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Chaining;

/// <summary>A chain is immutable, cached, and shared between threads.</summary>
internal sealed partial class UrlChainTests
{
    [Test]
    public void Chain_Continued_IsNotChanged()
    {
        var orders = _client.Chain("v3/pay/transactions");

        _ = orders.Chain("jsapi");
        _ = orders["native"];
        _ = ((dynamic)orders).app;
        orders.Get();

        Assert.That(orders.ToString(), Is.EqualTo("v3/pay/transactions"));
        Assert.That(_platform.Request.Target, Is.EqualTo("/v3/pay/transactions"));
    }

    [Test]
    public void Chain_TheSameAgain_IsTheSameNode()
    {
        dynamic client = _client;

        Assert.That(_client.Chain("v3/x"), Is.SameAs(_client["v3/x"]));
        Assert.That((object)client.v3.membercardOpen._id_, Is.SameAs(_client.Chain("v3").Chain("membercard-open").Chain("{id}")));
    }

    [Test]
    public void Chain_AMemberAndAStringOfOneSpelling_AreDifferentWhereTheirRulesDiffer()
    {
        dynamic client = _client;

        Assert.That((string)client.membercardOpen.ToString(), Is.EqualTo("membercard-open"));
        Assert.That(_client["membercardOpen"].ToString(), Is.EqualTo("membercardOpen"));
        Assert.That((string)client["_id_"].ToString(), Is.EqualTo("_id_"));
        Assert.That((string)client._id_.ToString(), Is.EqualTo("{id}"));
    }

    [Test]
    public void Get_OnAWarmDynamicChain_AllocatesNothing()
    {
        dynamic client = _client;
        static object Chain(dynamic root) => root.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.x;
        var cold = Chain(client);
        for (var i = 0; i < 100; i++)
        {
            _ = Chain(client);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        object warm = Chain(client);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(warm, Is.SameAs(cold));
        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Get_OnManyThreads_SendsEachItsOwn()
    {
        dynamic client = _client;
        var ids = Enumerable.Range(0, 200).ToList();

        ids.AsParallel().WithDegreeOfParallelism(8).ForAll(id => client.v3.orders._id_.Get(id: id, query: new { n = id }));

        Assert.That(_platform.Requests.Select(request => request.Target), Is.EquivalentTo(ids.Select(id => $"/v3/orders/{id}?n={id}")));
        Assert.That(_platform.Requests.Select(request => request.IsSigned()), Is.All.True);
        Assert.That(_platform.Requests.Select(request => request.AuthorizationField("nonce_str")), Is.Unique);
    }

    [Test]
    public async Task GetAsync_OnOneNodeAtOnce_SendsEachItsOwn()
    {
        var orders = _client.Chain("v3/orders/{id}");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(id => Task.Run(() => orders.GetAsync(new { id }))));

        Assert.That(
            _platform.Requests.Select(request => request.Target),
            Is.EquivalentTo(Enumerable.Range(0, 100).Select(id => $"/v3/orders/{id}")));
    }

    [Test]
    public void Get_TwoClients_NeverMeet()
    {
        var another = new FakePlatform();
        using var other = another.CreateClient(options => options.BaseAddress = new Uri("https://api2.mch.weixin.qq.com/"));

        _client.Chain("v3/x").Get();
        other.Chain("v3/x").Get();

        Assert.That(_platform.Request.Uri.Host, Is.EqualTo("api.mch.weixin.qq.com"));
        Assert.That(another.Request.Uri.Host, Is.EqualTo("api2.mch.weixin.qq.com"));
    }
}
