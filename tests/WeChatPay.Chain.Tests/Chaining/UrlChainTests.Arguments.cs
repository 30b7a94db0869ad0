using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Chaining;

/// <summary>Named arguments, variables, the caller's token, and invalid combinations.</summary>
internal sealed partial class UrlChainTests
{
    [Test]
    public async Task GetAsync_NamedArguments_AreOptionsAndVariables()
    {
        dynamic client = _client;

        await client.v3.palmservice.authorization.openid._openid_.GetAsync(
            openid: "o4GgauInH_RCEdvrrNGrntXDu6D4", query: new { organization_id = "1004" });

        Assert.That(
            _platform.Request.Target, Is.EqualTo("/v3/palmservice/authorization/openid/o4GgauInH_RCEdvrrNGrntXDu6D4?organization_id=1004"));
    }

    [Test]
    public void Get_NamedArguments_WorkInEachSpellingOfTheVerb()
    {
        dynamic client = _client;

        client.v3.x._id_.Get(id: "1");
        client.v3.x._id_.get(id: "1");
        client.v3.x._id_.GET(id: "1");
        client.v3.x._id_.Get(new { id = "1" }, query: "");

        Assert.That(Targets, Is.EqualTo("/v3/x/1 /v3/x/1 /v3/x/1 /v3/x/1"));
    }

    [Test]
    public void PostAsync_ACanceledToken_SendsNothingForAnyName()
    {
        dynamic client = _client;
        var chain = _client.Chain("v3/x");
        var token = new CancellationToken(canceled: true);

        Assert.Multiple(() =>
        {
            Assert.That(
                async () => await client.v3.x.PostAsync(json: 1, cancellationToken: token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await client.v3.x.PostAsync(json: 1, ct: token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(
                async () => await client.v3.x.PostAsync(json: token, query: "a=1"), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await client.v3.x.PostAsync(new { json = 1 }, token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await client.v3.x.postAsync(new { json = 1 }, token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(
                async () => await client.v3.x.PostAsync(new RequestOptions { Json = 1 }, token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await chain.PostAsync(new { json = 1 }, token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(
                async () => await chain.PostAsync(new RequestOptions { Json = 1 }, token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(async () => await chain.PostAsync(cancellationToken: token), Throws.InstanceOf<OperationCanceledException>());
        });

        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public async Task PostAsync_ALiveTokenUnderAnyName_IsNotAnOption()
    {
        dynamic client = _client;
        using var source = new CancellationTokenSource();

        await client.v3.x.PostAsync(json: new { a = 1 }, stop: source.Token);

        Assert.That(_platform.Request.Body, Is.EqualTo("{\"a\":1}"));
    }

    [Test]
    public void Post_AToken_IsRejectedInASynchronousCall()
    {
        dynamic client = _client;
        using var source = new CancellationTokenSource();

        Assert.That(
            () => client.v3.x.Post(json: 1, cancellationToken: source.Token),
            Throws.ArgumentException.With.Message.Contains("'PostAsync'"));
        Assert.That(() => client.v3.x.post(new { json = 1 }, source.Token), Throws.ArgumentException.With.Message.Contains("'postAsync'"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void GetAsync_ATokenInsteadOfTheOptions_SaysWhereItGoes()
    {
        Assert.That(
            () => _client.Chain("v3/x").GetAsync(CancellationToken.None),
            Throws.ArgumentException.With.Message.Contains("cancellationToken"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Post_AWrongOption_IsRejectedBeforeAnythingIsSent([Values] Way way)
    {
        dynamic client = _client;

        Assert.That(() => way.PostAsync(_client.Chain("v3/x"), new { josn = 1 }), Throws.ArgumentException.With.Message.Contains("'json'"));
        Assert.That(
            () => way.PostAsync(_client.Chain("v3/x"), new RequestOptions { ["josn"] = 1 }),
            Throws.ArgumentException.With.Message.Contains("'json'"));
        Assert.That(() => client.v3.x.PostAsync(josn: 1), Throws.ArgumentException.With.Message.Contains("'json'"));
        Assert.That(() => way.PostAsync(_client.Chain("v3/x"), "json"), Throws.ArgumentException.With.Message.Contains("String"));
        Assert.That(
            () => way.PostAsync(_client.Chain("v3/x"), new List<int> { 1 }), Throws.ArgumentException.With.Message.Contains("List"));
        Assert.That(() => way.PostAsync(_client.Chain("v3/x/{id}")), Throws.ArgumentException.With.Message.Contains("'id'"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Get_NoOptions_MayBeNull()
    {
        dynamic client = _client;

        _client.Chain("v3/x").Get(null);
        _client.Chain("v3/x").Get((object?)null);
        client.v3.x.Get(null);
        client.v3.x.get(null);

        Assert.That(_platform.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public void Get_TheSameOptionsTwice_AreNotUsedUp()
    {
        var options = new RequestOptions { Query = new { a = 1 }, ["id"] = "1" };

        _client.Chain("v3/x/{id}").Get(options);
        _client.Chain("v3/y/{id}").Get(options);

        Assert.That(Targets, Is.EqualTo("/v3/x/1?a=1 /v3/y/1?a=1"));
    }
}
