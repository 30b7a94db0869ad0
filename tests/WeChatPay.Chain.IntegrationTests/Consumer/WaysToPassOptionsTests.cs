using WeChatPay.Chain.IntegrationTests.Platforms;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

/// <summary>Forms of options and chains that the documented calls do not use.</summary>
[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.Once))]
public sealed class WaysToPassOptionsTests(PlatformKind platform) : ConsumerTests(platform)
{
    private const string Template = "v3/palmservice/authorization/openid/{openid}";
    private const string State = "/v3/palmservice/authorization/openid/o-Palm_Kw7Customer01?organization_id=1004";
    private const string OpenId = "o-Palm_Kw7Customer01";

    private static readonly object _query = new { organization_id = "1004" };

    private static readonly RequestOptions _options = new() { Query = _query, ["openid"] = OpenId };

    private static readonly Dictionary<string, object?> _dictionary = new() { ["openid"] = OpenId, ["query"] = "organization_id=1004" };

    private static IEnumerable<TestCaseData> Forms =>
    [
        Form("NamedArgumentsAsync", client => client.v3.palmservice.authorization.openid._openid_.GetAsync(openid: OpenId, query: _query)),
        Form("NamedArguments", client =>
            Task.FromResult<WeChatPayResponse>(client.v3.palmservice.authorization.openid._openid_.Get(openid: OpenId, query: _query))),
        Form("NamedArgumentsAndToken", client =>
            client.v3.palmservice.authorization.openid._openid_.GetAsync(openid: OpenId, query: _query, token: CancellationToken.None)),
        Form("RequestOptionsAsync", client => ((WeChatPayClient)client).Chain(Template).GetAsync(_options)),
        Form("RequestOptions", client => Task.FromResult(((WeChatPayClient)client).Chain(Template).Get(_options))),
        Form("RequestOptionsOnAPureChain", client => client.v3.palmservice.authorization.openid._openid_.GetAsync(_options)),
        Form("DictionaryAsync", client => ((WeChatPayClient)client)[Template].GetAsync(_dictionary)),
        Form("DictionaryOnAPureChain", client => client.v3.palmservice.authorization.openid._openid_.GetAsync(_dictionary)),
        Form("VerbInLowerCase", client => client.v3.palmservice.authorization.openid._openid_.getAsync(_options)),
        Form("MixedChain", client => client.v3["palmservice/authorization"].openid.Chain("{openid}").GetAsync(_options)),
    ];

    [TestCaseSource(nameof(Forms))]
    public async Task Get(Func<dynamic, Task<WeChatPayResponse>> send)
    {
        await Platform.RespondAsync(HttpMethod.Get, State, new CannedResponse(200, """{"state":"AUTHORIZATION_STATE_OFF"}"""));

        using var response = await send(Client);

        Assert.That((string)response.Data.state, Is.EqualTo("AUTHORIZATION_STATE_OFF"));
        await CheckOneSignedRequestAsync(State);
    }

    [Test]
    public async Task Get_ValuesThatNeedEncoding_AreSignedAsSent()
    {
        const string target = "/v3/palmservice/authorization/openid/a%2Fb%20%E4%B8%AD?organization_id=%26%3D%20%E5%BA%97";
        await Platform.RespondAsync(HttpMethod.Get, target, new CannedResponse(200, """{"state":"AUTHORIZATION_STATE_NONE"}"""));

        using var response = await Client.Chain(Template).GetAsync(new { openid = "a/b 中", query = new { organization_id = "&= 店" } });

        Assert.That((string)response.Data.state, Is.EqualTo("AUTHORIZATION_STATE_NONE"));
        await CheckOneSignedRequestAsync(target);
    }

    [Test]
    public async Task Get_InvalidOptions_SendsNothing()
    {
        var chain = Client.Chain(Template);

        await Assert.ThrowsAsync<ArgumentException>(() => chain.GetAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => chain.GetAsync(new { openid = "" }));
        await Assert.ThrowsAsync<ArgumentException>(() => chain.GetAsync(new { openid = ".." }));
        await Assert.ThrowsAsync<ArgumentException>(() => chain.GetAsync(new { openid = OpenId, qeury = _query }));
        await Assert.ThrowsAsync<ArgumentException>(() => chain.GetAsync(new { openid = OpenId, base_uri = "https://merchant.example/" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.Chain("https://merchant.example/v3/certificates").GetAsync());

        Assert.That(await Platform.RequestsAsync(), Is.Empty);
    }

    private async Task CheckOneSignedRequestAsync(string target)
    {
        var request = (await Platform.RequestsAsync()).Single();
        Assert.That(request.Target, Is.EqualTo(target));
        Assert.That(MerchantSignature.From(request).IsSignedWith(Platform.CreateClientOptions().MerchantPrivateKey!), Is.True);
    }

    private static TestCaseData Form(string name, Func<dynamic, Task<WeChatPayResponse>> send) =>
        new TestCaseData(send).SetName($"Get_{name}_SendsTheSameRequest");
}
