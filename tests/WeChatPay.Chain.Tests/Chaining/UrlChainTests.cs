using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Chaining;

// The project that runs these tests beside typed endpoints does not have this as its default.
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed partial class UrlChainTests : IDisposable
{
    private readonly FakePlatform _platform = new();
    private readonly WeChatPayClient _client;

    public UrlChainTests() => _client = _platform.CreateClient();

    /// <summary>Path and query of each request, in the order of arrival.</summary>
    private string Targets => string.Join(' ', _platform.Requests.Select(request => request.Target));

    public void Dispose() => _client.Dispose();

    [Test]
    public async Task PostAsync_OnAPureChain_SendsTheSignedRequest()
    {
        var platform = new FakePlatform(FakeResponse.Json("""{"apply_permissions_token":"1230000109-20261121"}"""));
        dynamic client = platform.CreateClient();

        var response = await client.v3.payscore.permissions.PostAsync(
            json: new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "1234323JKHDFE1243252" });

        Assert.That((string)response.Data.apply_permissions_token, Is.EqualTo("1230000109-20261121"));
        Assert.That(platform.Request.Method, Is.EqualTo(HttpMethod.Post));
        Assert.That(platform.Request.Target, Is.EqualTo("/v3/payscore/permissions"));
        Assert.That(
            platform.Request.Body,
            Is.EqualTo("""{"service_id":"500001","appid":"wx8888888888888888","authorization_code":"1234323JKHDFE1243252"}"""));
        Assert.That(platform.Request.IsSigned());
    }

    [Test]
    public void Get_ADownloadUrlThatIsRejected_KeepsItsTokenOutOfTheMessage()
    {
        const string Url = "https://api.mch.weixin.qq.com/v3/billdownload/file?token=6XIv5TUPto7pByrTQKhd6kwvyKLG2uY2wMMR8cNXqaA";
        using var client = new FakePlatform(FakeResponse.Error(401, """{"code":"SIGN_ERROR","message":"签名错误"}""")).CreateClient();

        var refused = Assert.Throws<WeChatPayApiException>(() => client.Chain(Url).Get());
        var unknown = Assert.Throws<ArgumentException>(() => client.Chain(Url).Get(new { snik = "bill.csv" }));

        Assert.That(refused!.Message, Does.Contain("v3/billdownload/file?…").And.Not.Contain("6XIv5TUP"));
        Assert.That(unknown!.Message, Does.Contain("v3/billdownload/file?…").And.Not.Contain("6XIv5TUP"));
    }

    [Test]
    public void Get_ToALine_IsSentToTheMainHost()
    {
        _client.Chain("v3/certificates").Get();

        Assert.That(_platform.Request.Uri.AbsoluteUri, Is.EqualTo("https://api.mch.weixin.qq.com/v3/certificates"));
        Assert.That(_platform.Request.BodyBytes, Is.Empty);
    }

    [TestCaseSource(nameof(SpellingsOfChain))]
    public void Chain_OnADynamicChain_IsMatchedInAnyCase(Func<dynamic, object> chain)
    {
        Assert.That(chain(_client).ToString(), Is.EqualTo("v3/pay/transactions/id/{transaction_id}"));
    }

    private static IEnumerable<TestCaseData> SpellingsOfChain =>
    [
        new TestCaseData((Func<dynamic, object>)(client => client.chain("v3/pay/transactions/id/{transaction_id}")))
            .SetArgDisplayNames("chain"),
        new TestCaseData((Func<dynamic, object>)(client => client.Chain("v3/pay/transactions/id/{transaction_id}")))
            .SetArgDisplayNames("Chain"),
        new TestCaseData((Func<dynamic, object>)(client => client.v3.pay.chain("transactions/id/{transaction_id}")))
            .SetArgDisplayNames("chain in the middle"),
        new TestCaseData((Func<dynamic, object>)(client => client.chain("v3").pay.transactions.id._transaction_id_))
            .SetArgDisplayNames("chain at the start"),
    ];

    [Test]
    public void Chain_OnADynamicChainWithoutASegment_IsRejected()
    {
        dynamic client = _client;

        Assert.That(() => { _ = client.chain(); }, Throws.ArgumentException.With.Message.Contains("'chain'"));
        Assert.That(() => { _ = client.chain("v3", "pay"); }, Throws.ArgumentException);
        Assert.That(() => { _ = client.chain(" "); }, Throws.ArgumentException);
    }

    [Test]
    public void ToString_OfAChain_IsItsTemplate()
    {
        dynamic client = _client;

        Assert.That(client.ToString(), Is.Empty);
        Assert.That(
            client.v3.marketing.membercardOpen["cards/{card_id}"]._code_.ToString(),
            Is.EqualTo("v3/marketing/membercard-open/cards/{card_id}/{code}"));
    }
}
