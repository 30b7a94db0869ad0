namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class ApiV2Tests : SnippetTests
{
    [Test]
    public async Task OrderQuery_OfAPaidOrder_IsAnsweredInXml()
    {
        dynamic client = Client;
        var merchantId = Sandbox.CreateClientOptions().MerchantId;

        var response = await client.v2.pay.orderquery.PostAsync(xml: new
        {
            appid = "wx8888888888888888",
            mch_id = merchantId,
            out_trade_no = "A20261121001",
        });
        if (response.Data.out_trade_no != "A20261121001")
        {
            throw new InvalidDataException("The response is about another order.");
        }
        string state = response.Data.trade_state;

        Assert.That(state, Is.EqualTo("SUCCESS"));
        Assert.That(Sandbox.Requests.Single().Body, Does.Contain("<nonce_str>").And.Contain("<sign>"));
    }
}
