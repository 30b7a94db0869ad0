using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Chaining;

/// <summary>Each verb, in each spelling and on each kind of receiver.</summary>
internal sealed partial class UrlChainTests
{
    private static readonly VerbCall[] _verbCalls =
    [
        new(
            "GET",
            chain => chain.GetAsync(),
            chain => chain.Get(),
            async node => await node.GetAsync(),
            node => node.Get(),
            async node => await node.getAsync(),
            node => node.get()),
        new(
            "PUT",
            chain => chain.PutAsync(),
            chain => chain.Put(),
            async node => await node.PutAsync(),
            node => node.Put(),
            async node => await node.putAsync(),
            node => node.put()),
        new(
            "POST",
            chain => chain.PostAsync(),
            chain => chain.Post(),
            async node => await node.PostAsync(),
            node => node.Post(),
            async node => await node.postAsync(),
            node => node.post()),
        new(
            "PATCH",
            chain => chain.PatchAsync(),
            chain => chain.Patch(),
            async node => await node.PatchAsync(),
            node => node.Patch(),
            async node => await node.patchAsync(),
            node => node.patch()),
        new(
            "DELETE",
            chain => chain.DeleteAsync(),
            chain => chain.Delete(),
            async node => await node.DeleteAsync(),
            node => node.Delete(),
            async node => await node.deleteAsync(),
            node => node.delete()),
    ];

    private static readonly OptionsCall[] _optionsCalls =
    [
        new("GET", (chain, o) => chain.Get(o), (chain, o) => chain.GetAsync(o), (chain, o) => chain.Get(o), (chain, o, token) =>
            chain.GetAsync(o, token)),
        new("PUT", (chain, o) => chain.Put(o), (chain, o) => chain.PutAsync(o), (chain, o) => chain.Put(o), (chain, o, token) =>
            chain.PutAsync(o, token)),
        new("POST", (chain, o) => chain.Post(o), (chain, o) => chain.PostAsync(o), (chain, o) => chain.Post(o), (chain, o, token) =>
            chain.PostAsync(o, token)),
        new("PATCH", (chain, o) => chain.Patch(o), (chain, o) => chain.PatchAsync(o), (chain, o) => chain.Patch(o), (chain, o, token) =>
            chain.PatchAsync(o, token)),
        new("DELETE", (chain, o) => chain.Delete(o), (chain, o) => chain.DeleteAsync(o), (chain, o) => chain.Delete(o), (chain, o, token) =>
            chain.DeleteAsync(o, token)),
    ];

    [Test]
    public async Task Verb_InEachSpelling_SendsItsMethod([ValueSource(nameof(_verbCalls))] VerbCall verb)
    {
        var chain = _client.Chain("v3/x");

        await verb.StaticAsync(chain);
        verb.Static(chain);
        await verb.DynamicAsync(chain);
        verb.Dynamic(chain);
        await verb.PortedAsync(chain);
        verb.Ported(chain);

        Assert.That(_platform.Requests, Has.Count.EqualTo(6));
        Assert.That(_platform.Requests.Select(request => request.Method.Method), Is.All.EqualTo(verb.Method));
        Assert.That(_platform.Requests.Select(request => request.IsSigned()), Is.All.True);
    }

    [Test]
    public async Task Verb_WithEachKindOfOptions_PassesThemOn([ValueSource(nameof(_optionsCalls))] OptionsCall verb)
    {
        var chain = _client.Chain("v3/x");

        verb.Loose(chain, new { query = "a=1" });
        await verb.LooseAsync(chain, new { query = "a=1" });
        verb.Typed(chain, new RequestOptions { Query = "a=1" });
        await verb.TypedAsync(chain, new RequestOptions { Query = "a=1" }, CancellationToken.None);

        Assert.That(
            _platform.Requests.Select(request => $"{request.Method} {request.Target}"),
            Is.EqualTo(Enumerable.Repeat($"{verb.Method} /v3/x?a=1", 4)));
    }

    [Test]
    public void Verb_WithoutBody_SaysJsonWhereTheMethodWrites([Values("Put", "Post", "Patch")] string verb)
    {
        _ = verb switch
        {
            "Put" => _client.Chain("v3/x").Put(),
            "Post" => _client.Chain("v3/x").Post(),
            _ => _client.Chain("v3/x").Patch(),
        };

        Assert.That(_platform.Request.BodyBytes, Is.Empty);
        Assert.That(_platform.Request.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public void Verb_Delete_MayHaveABody()
    {
        _client.Chain("v3/x").Delete(new { json = new { a = 1 } });

        Assert.That(_platform.Request.Body, Is.EqualTo("{\"a\":1}"));
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public void Verb_NoVerb_NamesItAndTheVerbs()
    {
        dynamic client = _client;

        Assert.That(() => client.v3.pay.transactions("jsapi"), Throws.ArgumentException
            .With.Message.Contains("'transactions'")
            .And.Message.Contains("Get, Put, Post, Patch or Delete")
            .And.Message.Contains("Async")
            .And.Message.Contains("parentheses"));
        Assert.That(() => client.v3.x.Head(), Throws.ArgumentException.With.Message.Contains("'Head'"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Verb_Forgotten_IsReportedWhenTheChainIsAwaited()
    {
        dynamic client = _client;

        Assert.That(async () => await client.v3.certificates, Throws.ArgumentException.With.Message.Contains("was awaited without a verb"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Verb_OnTheClientItself_SaysThatTheChainIsEmpty([Values] Way way)
    {
        Assert.That(() => way.GetAsync(_client), Throws.ArgumentException.With.Message.Contains("chain is empty"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    internal sealed record VerbCall(
        string Method,
        Func<UrlChain, Task<WeChatPayResponse>> StaticAsync,
        Func<UrlChain, WeChatPayResponse> Static,
        Func<dynamic, Task> DynamicAsync,
        Func<dynamic, object> Dynamic,
        Func<dynamic, Task> PortedAsync,
        Func<dynamic, object> Ported)
    {
        public override string ToString() => Method;
    }

    internal sealed record OptionsCall(
        string Method,
        Func<UrlChain, object, WeChatPayResponse> Loose,
        Func<UrlChain, object, Task<WeChatPayResponse>> LooseAsync,
        Func<UrlChain, RequestOptions, WeChatPayResponse> Typed,
        Func<UrlChain, RequestOptions, CancellationToken, Task<WeChatPayResponse>> TypedAsync)
    {
        public override string ToString() => Method;
    }
}
