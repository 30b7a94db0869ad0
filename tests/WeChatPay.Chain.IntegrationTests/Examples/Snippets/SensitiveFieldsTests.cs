namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class SensitiveFieldsTests : SnippetTests
{
    [Test]
    public async Task SensitiveField_AsItIsSent_IsEncryptedWithThePlatformsKey()
    {
        var client = Client;
        Sandbox.Respond(HttpMethod.Post, "v3/applyment4sub/applyment/{empty}", new { account_name = Sandbox.EncryptForMerchant("李四") });

        using var response = await client.Chain("v3/applyment4sub/applyment/{empty}").PostAsync(new
        {
            json = new { business_code = "APL_98761234", contact_info = new { contact_name = Sensitive.From("张三") } },
        });
        string accountName = client.Decrypt(response.Data.account_name);

        Assert.That(accountName, Is.EqualTo("李四"));
        var received = Sandbox.Requests.Single();
        Assert.That(received.Body, Does.Not.Contain("张三"));
        Assert.That(received.Decrypt(received.Json.GetProperty("contact_info").GetProperty("contact_name").GetString()!), Is.EqualTo("张三"));
        Assert.That(received.Headers["Wechatpay-Serial"], Is.EqualTo(Sandbox.CreateClientOptions().PlatformKeys.PublicKeyId));
    }
}
