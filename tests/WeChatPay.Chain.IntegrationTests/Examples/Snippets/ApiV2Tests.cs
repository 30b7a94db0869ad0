namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class ApiV2Tests : SnippetTests
{
    [Test]
    public void Client_WithTheApiV2KeyOnly_IsCreated()
    {
        var client = new WeChatPayClient(new WeChatPayClientOptions
        {
            MerchantId = "1900000109",
            ApiV2Key = "abcdefghijklmnopqrstuvwxyz012345",
        });

        Assert.That(client.MerchantId, Is.EqualTo("1900000109"));
        client.Dispose();
    }

    [Test]
    public async Task OrderQuery_OfAPaidOrder_ReturnsItsStateFromXml()
    {
        var client = Client;

        using var response = await client.Chain("v2/pay/orderquery").PostAsync(new
        {
            xml = new { appid = "wx8888888888888888", mch_id = client.MerchantId, out_trade_no = "A20261121001" },
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
