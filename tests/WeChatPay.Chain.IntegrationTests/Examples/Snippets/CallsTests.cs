namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class CallsTests : SnippetTests
{
    [Test]
    public async Task NamedArguments_OnAPureChain_AreSent()
    {
        var options = Sandbox.CreateClientOptions();
        var cancellationToken = TestContext.CurrentContext.CancellationToken;

        using var client = new WeChatPayClient(options);
        dynamic instance = client;

        var response = await instance.v3.palmservice.authorization.openid._openid_.GetAsync(
            openid: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
            query: new { organization_id = "1004" },
            cancellationToken: cancellationToken);
        string state = response.Data.state;

        Assert.That(state, Is.EqualTo("AUTHORIZATION_STATE_ON"));
        Assert.That(
            Sandbox.Requests.Single().Target,
            Is.EqualTo("/v3/palmservice/authorization/openid/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o?organization_id=1004"));
    }

    [Test]
    public async Task RequestOptions_OnAReusedChain_AreSent()
    {
        var client = Client;

        var authorizations = client.Chain("v3/palmservice/authorization/openid/{openid}");
        using var response = await authorizations.GetAsync(
            new() { Query = new { organization_id = "1004" }, ["openid"] = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o" });

        Assert.That((string)response.Data.openid, Is.EqualTo("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"));
    }

    [Test]
    public async Task Response_AboutAnOrder_IsReadByMembersOrAsAType()
    {
        Respond("A20261121001");

        var (total, openid, order) = await QueryAsync();

        Assert.That(total, Is.EqualTo(100));
        Assert.That(openid, Is.Null);
        Assert.That(order, Is.EqualTo(new Order("SUCCESS")));
    }

    [Test]
    public async Task Response_AboutAnotherOrder_Throws()
    {
        Respond("A20261121002");

        await Assert.ThrowsAsync<InvalidDataException>(QueryAsync);
    }

    private void Respond(string orderNumber) => Sandbox.Respond(
        HttpMethod.Get,
        "v3/pay/transactions/out-trade-no/{out_trade_no}",
        new
        {
            appid = "wx8888888888888888",
            mchid = "1900000109",
            out_trade_no = orderNumber,
            trade_state = "SUCCESS",
            amount = new { total = 100 }
        });

    private async Task<(long Total, string? OpenId, Order? Order)> QueryAsync()
    {
        var client = Client;

        using var response = await client.Chain("v3/pay/transactions/out-trade-no/{out_trade_no}")
            .GetAsync(new { out_trade_no = "A20261121001", query = new { mchid = "1900000109" } });
        if (response.Data.out_trade_no != "A20261121001"
            || response.Data.mchid != "1900000109" || response.Data.appid != "wx8888888888888888")
        {
            throw new InvalidDataException("The response is about another order.");
        }
        long total = response.Data.amount.total;
        string? openid = response.Data.payer?.openid;
        var order = response.ReadAs<Order>();

        return (total, openid, order);
    }

    private sealed record Order(string trade_state);
}
