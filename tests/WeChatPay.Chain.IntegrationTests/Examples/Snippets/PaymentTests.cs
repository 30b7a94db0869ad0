namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class PaymentTests : SnippetTests
{
    [Test]
    public async Task JsapiPayment_Prepared_IsSignedForTheFrontEnd()
    {
        dynamic client = Client;
        var options = Sandbox.CreateClientOptions();
        Sandbox.Respond(HttpMethod.Post, "v3/pay/transactions/jsapi", new { prepay_id = "wx21093000000001" });

        var response = await client.v3.pay.transactions.jsapi.PostAsync(json: new
        {
            appid = "wx8888888888888888",
            mchid = "1900000109",
            description = "Image形象店-深圳腾大-QQ公仔",
            out_trade_no = "A20261121001",
            notify_url = "https://example.com/wechatpay/notifications",
            amount = new { total = 100, currency = "CNY" },
            payer = new { openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o" },
        });
        var payment = PaySignature.ForJsapi("wx8888888888888888", response.Data.prepay_id, options.MerchantPrivateKey);

        Assert.That((string)payment["package"], Is.EqualTo("prepay_id=wx21093000000001"));
        Assert.That((string)payment["paySign"], Is.Not.Empty);
    }
}
