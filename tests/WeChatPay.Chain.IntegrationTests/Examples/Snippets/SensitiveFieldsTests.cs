using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class SensitiveFieldsTests : SnippetTests
{
    [Test]
    public async Task SensitiveField_BeforeItIsSent_IsEncryptedWithThePlatformsKey()
    {
        var client = Client;
        var keys = Sandbox.CreateClientOptions().PlatformKeys;
        Sandbox.Respond(HttpMethod.Post, "v3/applyment4sub/applyment/{empty}", new { applyment_id = 2000002124775691 });

        var serial = keys.PublicKeyId!;
        using var response = await client.Chain("v3/applyment4sub/applyment/{empty}").PostAsync(new
        {
            json = new { business_code = "APL_98761234", contact_info = new { contact_name = Rsa.Encrypt("张三", keys[serial]) } },
            headers = new Dictionary<string, string> { ["Wechatpay-Serial"] = serial },
        });

        Assert.That((long)response.Data.applyment_id, Is.EqualTo(2000002124775691));
        Assert.That(Sandbox.Requests.Single().Path, Is.EqualTo("/v3/applyment4sub/applyment/"));
        Assert.That(Sandbox.Requests.Single().Headers["Wechatpay-Serial"], Is.EqualTo(serial));
    }
}
