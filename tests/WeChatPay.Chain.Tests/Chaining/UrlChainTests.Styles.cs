namespace WeChatPay.Chain.Tests.Chaining;

/// <summary>The six ways to write one call, with each kind of options.</summary>
internal sealed partial class UrlChainTests
{
    private const string Path = "v3/palmservice/authorization/preauthorize";

    private static readonly Style[] _styles =
    [
        new("PureChainAsync", async (client, o) => await ((dynamic)client).v3.palmservice.authorization.preauthorize.PostAsync((dynamic)o)),
        new("DeclarativeAsync", (client, o) => client.Chain(Path).PostAsync(o)),
        new("IndexerAsync", (client, o) => client[Path].PostAsync(o)),
        new("PureChainSync", (client, o) =>
            Task.FromResult<WeChatPayResponse>(((dynamic)client).v3.palmservice.authorization.preauthorize.Post((dynamic)o))),
        new("DeclarativeSync", (client, o) => Task.FromResult(client.Chain(Path).Post(o))),
        new("IndexerSync", (client, o) => Task.FromResult(client[Path].Post(o))),
        new("PortedChainAsync", async (client, o) =>
            await ((dynamic)client).v3.palmservice.authorization.preauthorize.postAsync((dynamic)o)),
        new("PortedChainSync", (client, o) =>
            Task.FromResult<WeChatPayResponse>(((dynamic)client).v3.palmservice.authorization.preauthorize.post((dynamic)o))),
        new("DeclarativeThroughDynamic", async (client, o) => await ((dynamic)client).Chain(Path).PostAsync((dynamic)o)),
        new("IndexerThroughDynamic", async (client, o) => await ((dynamic)client)[Path].PostAsync((dynamic)o)),
    ];

    private static readonly Options[] _options =
    [
        new("AnonymousObject", new { json = new { openid = "o-1" }, query = new { a = 1 } }),
        new("DictionaryOfObjects", new Dictionary<string, object?> { ["json"] = new { openid = "o-1" }, ["query"] = "a=1" }),
        new("DictionaryOfDictionaries", new Dictionary<string, Dictionary<string, string>>
        {
            ["json"] = new() { ["openid"] = "o-1" },
            ["query"] = new() { ["a"] = "1" }
        }),
        new("RequestOptions", new RequestOptions { Json = new { openid = "o-1" }, Query = "a=1" }),
        new("OwnType", new OwnOptions(new { openid = "o-1" }, "a=1")),
    ];

    [Test]
    public async Task Post_InEachStyleWithEachKindOfOptions_SendsTheSame(
        [ValueSource(nameof(_styles))] Style style, [ValueSource(nameof(_options))] Options options)
    {
        using var response = await style.Post(_client, options.Value);

        Assert.That(response.Body, Is.EqualTo("{\"ok\":true}"));
        Assert.That(_platform.Request.Method, Is.EqualTo(HttpMethod.Post));
        Assert.That(_platform.Request.Target, Is.EqualTo($"/{Path}?a=1"));
        Assert.That(_platform.Request.Body, Is.EqualTo("{\"openid\":\"o-1\"}"));
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public async Task Post_WithATargetTypedNew_TakesRequestOptions()
    {
        await _client.Chain("v3/x/{openid}").PostAsync(new() { Json = new { a = 1 }, Query = "b=2", ["openid"] = "o-1" });
        _client.Chain("v3/x/{openid}").Post(new() { Json = new { a = 1 }, Query = "b=2", ["openid"] = "o-1" });

        Assert.That(Targets, Is.EqualTo("/v3/x/o-1?b=2 /v3/x/o-1?b=2"));
        Assert.That(_platform.Requests.Select(request => request.Body), Is.All.EqualTo("{\"a\":1}"));
    }

    internal sealed record Style(string Name, Func<WeChatPayClient, object, Task<WeChatPayResponse>> Post)
    {
        public override string ToString() => Name;
    }

    internal sealed record Options(string Name, object Value)
    {
        public override string ToString() => Name;
    }

    private sealed record OwnOptions(object json, string query);
}
