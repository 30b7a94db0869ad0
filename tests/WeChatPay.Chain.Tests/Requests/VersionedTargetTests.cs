using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class VersionedTargetTests
{
    [TestCase("v2/pay/orderquery", "/pay/orderquery")]
    [TestCase("V2/pay/orderquery", "/pay/orderquery")]
    [TestCase("/v2/pay/orderquery", "/pay/orderquery")]
    [TestCase("v2/secapi/mch/addInstitutionsub", "/secapi/mch/addInstitutionsub")]
    [TestCase("v2/secapi/mch/modifyInstitutionsub", "/secapi/mch/modifyInstitutionsub")]
    [TestCase("v2/v2/x", "/v2/x")]
    [TestCase("v2/v3/x", "/v3/x")]
    [TestCase("v2/x/", "/x/")]
    [TestCase("v2?a=1", "/?a=1")]
    public async Task Post_AFirstSegmentV2_IsApiV2AndIsNotSent(string path, string sent)
    {
        var platform = Platform();
        using var client = platform.CreateClient();

        await client.Chain(path).PostAsync(Fields);

        Assert.That(platform.Request.Target, Is.EqualTo(sent));
        Assert.That(platform.Request.IsSignedV2());
    }

    [TestCase("v3/v2/x")]
    [TestCase("v2x/pay")]
    [TestCase("hk/v2/x")]
    [TestCase("v20/x")]
    public async Task Post_V2AnywhereElse_IsApiV3AndIsSent(string path)
    {
        var platform = new FakePlatform();
        using var client = platform.CreateClient();

        await client.Chain(path).PostAsync(new { json = new { a = 1 } });

        Assert.That(platform.Request.Target, Is.EqualTo($"/{path}"));
        Assert.That(platform.Request.IsSigned());
    }

    [TestCase("v2")]
    [TestCase("V2")]
    public async Task Post_V2FromAVariable_IsApiV2(string version)
    {
        var platform = Platform();
        using var client = platform.CreateClient();

        await client.Chain("{version}/pay/{action}").PostAsync(new { version, action = "orderQuery", xml = new { mch_id = Merchant.Id } });

        Assert.That(platform.Request.Target, Is.EqualTo("/pay/orderQuery"));
        Assert.That(platform.Request.IsSignedV2());
    }

    [Test]
    public async Task Post_AVariableOfTheRest_IsFilledIn([Values("addInstitutionsub", "queryInstitutionsub", "a b")] string action)
    {
        var platform = Platform();
        using var client = platform.CreateClient();

        await client.Chain("v2/secapi/mch/{action}").PostAsync(new { action, xml = new { mch_id = Merchant.Id } });

        Assert.That(platform.Request.Target, Is.EqualTo($"/secapi/mch/{action.Replace(" ", "%20", StringComparison.Ordinal)}"));
    }

    [Test]
    public async Task Post_AChainOfMembers_TakesMixedCaseThroughTheIndexer([Values] bool async)
    {
        var platform = Platform();
        using var client = platform.CreateClient();
        dynamic chain = client;

        if (async)
        {
            await chain.v2.secapi.mch["addInstitutionsub"].PostAsync(xml: new { mch_id = Merchant.Id });
            await chain.V2.secapi.mch["addInstitutionsub"].PostAsync(xml: new { mch_id = Merchant.Id });
        }
        else
        {
            chain.v2.secapi.mch["addInstitutionsub"].Post(xml: new { mch_id = Merchant.Id });
            chain.V2.secapi.mch["addInstitutionsub"].Post(xml: new { mch_id = Merchant.Id });
        }

        Assert.That(platform.Requests.Select(request => request.Target), Has.All.EqualTo("/secapi/mch/addInstitutionsub"));
    }

    [Test]
    public async Task Post_ToAnotherHost_GoesThereWithoutV2()
    {
        var platform = Platform();
        using var client = platform.CreateClient();

        await client.Chain("v2/pay/orderquery")
            .PostAsync(new { xml = new { mch_id = Merchant.Id }, base_uri = "https://api2.mch.weixin.qq.com/" });

        Assert.That(platform.Request.Uri.AbsoluteUri, Is.EqualTo("https://api2.mch.weixin.qq.com/pay/orderquery"));
    }

    [TestCase("v2//evil.example/x")]
    [TestCase("v2/../v3/x")]
    public async Task Post_OutsideThePlatform_IsRejected(string path)
    {
        var platform = Platform();
        using var client = platform.CreateClient();

        await Assert.ThrowsAsync<ArgumentException>(() => client.Chain(path).PostAsync(Fields));
        Assert.That(platform.Requests, Is.Empty);
    }

    private static object Fields => new { xml = new { mch_id = Merchant.Id } };

    private static FakePlatform Platform() => new(V2Message.Success().Signed().ToResponse());
}
