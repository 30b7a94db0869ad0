using System.Text.Json.Nodes;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Keys;

public sealed class SensitiveFieldsTests : OneSandboxTests
{
    private const string Target = "/v3/applyment4sub/applyment/";

    [OneTimeSetUp]
    public void RespondWithPlaintext() =>
        Sandbox.Respond(HttpMethod.Post, Target, request => new { name = request.Decrypt(request.Json.GetProperty("name").GetString()!) });

    [Test]
    public async Task Decrypt_NamedKey_ReturnsPlaintext([Values] bool withPublicKey)
    {
        var (serial, key) = Merchant.Options.PlatformKeys.Single(pair =>
            pair.Key.StartsWith("PUB_KEY_ID_", StringComparison.Ordinal) == withPublicKey);

        var response = await PostAsync(key.Encrypt("张三"), serial);

        Assert.That(response.Text("name"), Is.EqualTo("张三"), response.Body);
    }

    [Test]
    public async Task Decrypt_KeyOtherThanNamed_Throws()
    {
        var keys = Merchant.Options.PlatformKeys.ToList();

        var response = await PostAsync(keys[0].Value.Encrypt("张三"), keys[1].Key);

        Assert.That(response.Text("message"), Does.Contain("another key"));
    }

    [TestCase(null)]
    [TestCase("5157F09EFDC096DE15EBE81A47057A7232F1B8E1")]
    public async Task Decrypt_UnknownKey_Throws(string? serial)
    {
        var response = await PostAsync(Merchant.Options.PlatformKeys.First().Value.Encrypt("张三"), serial);

        Assert.That(response.Text("message"), Does.Contain("Wechatpay-Serial"));
    }

    [Test]
    public void EncryptForMerchant_Text_CanBeDecryptedByMerchant() =>
        Assert.That(Rsa.Decrypt(Sandbox.EncryptForMerchant("李四"), Merchant.Options.MerchantPrivateKey!), Is.EqualTo("李四"));

    private Task<BareResponse> PostAsync(string name, string? serial)
    {
        var body = new JsonObject { ["name"] = name }.ToJsonString();
        var request = Merchant.CreateRequest(HttpMethod.Post, Target, body, $"{Merchant.Authorize(HttpMethod.Post, Target, body)}");
        if (serial is not null)
        {
            request.Headers.Add("Wechatpay-Serial", serial);
        }
        return Merchant.SendAsync(request);
    }
}
