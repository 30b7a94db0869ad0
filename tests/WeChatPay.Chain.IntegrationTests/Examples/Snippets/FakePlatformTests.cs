using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class FakePlatformTests
{
    [TestCase("""{"apply_permissions_token":"t-1"}""", ExpectedResult = "t-1")]
    public async Task<string> PrimaryHandler_ThatSignsItsResponses_ReplacesThePlatform(string body)
    {
        var (merchantKey, platformKey) = (TestKeys.Merchant, TestKeys.Platform);

        const string keyId = "PUB_KEY_ID_0119000001092026112100000000000001";
        using var platform = new FakePlatform(keyId, platformKey, body);
        using var client = new WeChatPayClient(new WeChatPayClientOptions
        {
            MerchantId = "1900000109",
            MerchantSerialNumber = "3775B6A45ACD588826D15E583A95F5DD5B2C7E10",
            MerchantPrivateKey = merchantKey,
            PlatformKeys = { [keyId] = platformKey },
            PrimaryHandler = platform,
        });

        using var response = await client.Chain("v3/payscore/permissions").PostAsync(new { json = new { service_id = "500001" } });
        return response.Data.apply_permissions_token;
    }
}
