using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Chaining;

internal sealed class UrlChainTests
{
    [Test]
    public async Task PostAsync_OnAPureChain_SendsTheSignedRequest()
    {
        var platform = new FakePlatform(Answer.Json("""{"apply_permissions_token":"1230000109-20261121"}"""));
        dynamic client = platform.CreateClient();

        var response = await client.v3.payscore.permissions.PostAsync(json: new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "1234323JKHDFE1243252" });

        Assert.That((string)response.Data.apply_permissions_token, Is.EqualTo("1230000109-20261121"));
        Assert.That(platform.Request.Method, Is.EqualTo(HttpMethod.Post));
        Assert.That(platform.Request.Target, Is.EqualTo("/v3/payscore/permissions"));
        Assert.That(platform.Request.Body, Is.EqualTo("""{"service_id":"500001","appid":"wx8888888888888888","authorization_code":"1234323JKHDFE1243252"}"""));
        Assert.That(platform.Request.IsSigned());
    }

    [Test]
    public void Get_OnAWarmDynamicChain_AllocatesNothing()
    {
        dynamic client = new FakePlatform().CreateClient();
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
}
