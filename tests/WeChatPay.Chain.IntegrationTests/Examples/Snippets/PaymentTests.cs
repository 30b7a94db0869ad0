namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class PaymentTests : SnippetTests
{
    [SetUp]
    public void Respond() => Sandbox.Respond(HttpMethod.Post, "v3/pay/transactions/jsapi", new { prepay_id = "wx21093000000001" });

    [Test]
    public async Task JsapiPayment_OnAPureChain_IsSignedForTheFrontEnd()
    {
        dynamic client = Client;

        var order = await client.v3.pay.transactions.jsapi.PostAsync(json: new
        {
            appid = "wx8888888888888888",
            mchid = "1900000109",
            description = "Image形象店-深圳腾大-QQ公仔",
            out_trade_no = "A20261121001",
            notify_url = "https://example.com/wechatpay/notifications",
            amount = new { total = 100, currency = "CNY" },
            payer = new { openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o" },
        });
        var payment = client.SignForJsapi("wx8888888888888888", order.Data.prepay_id);

        AssertSigned(payment);
    }

    [Test]
    public async Task JsapiPayment_OnAStringChain_IsSignedForTheFrontEnd()
    {
        var client = Client;

        using var placed = await client.Chain("v3/pay/transactions/jsapi").PostAsync(new
        {
            json = new
            {
                appid = "wx8888888888888888",
                mchid = client.MerchantId,
                description = "Image形象店-深圳腾大-QQ公仔",
                out_trade_no = "A20261121001",
                notify_url = "https://example.com/wechatpay/notifications",
                amount = new { total = 100, currency = "CNY" },
                payer = new { openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o" },
            },
        });
        var payment = client.SignForJsapi("wx8888888888888888", placed.Data.prepay_id);

        AssertSigned(payment);
    }

    private static void AssertSigned(IReadOnlyDictionary<string, string> payment)
    {
        Assert.That(payment["package"], Is.EqualTo("prepay_id=wx21093000000001"));
        Assert.That(payment["paySign"], Is.Not.Empty);
    }
}
