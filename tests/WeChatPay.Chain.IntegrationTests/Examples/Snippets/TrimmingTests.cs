using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed partial class TrimmingTests : SnippetTests
{
    [Test]
    public async Task Order_WithMetadata_IsSentAndReadWithoutReflection()
    {
        var client = Client;
        var order = new Order("A20261121001", new Amount(100));
        Sandbox.Respond(HttpMethod.Post, "v3/pay/transactions/jsapi", new { prepay_id = "wx21093000000001" });

        using var response = await client.Chain("v3/pay/transactions/jsapi").PostAsync(new RequestOptions
        {
            Json = JsonValue.Create(order, OrderJson.Default.Order),
        });
        var prepaid = response.ReadAs(OrderJson.Default.Prepaid);

        Assert.That(prepaid, Is.EqualTo(new Prepaid("wx21093000000001")));
        Assert.That(Sandbox.Requests.Single().Body, Is.EqualTo("""{"out_trade_no":"A20261121001","amount":{"total":100}}"""));
    }

    internal sealed record Order(string out_trade_no, Amount amount);

    internal sealed record Amount(long total);

    internal sealed record Prepaid(string prepay_id);

    [JsonSerializable(typeof(Order))]
    [JsonSerializable(typeof(Prepaid))]
    internal sealed partial class OrderJson : JsonSerializerContext;
}
