using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Webshop;
using Webshop.Orders;
using Webshop.Payments;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

/// <summary>A signed message about something else does not change an order.</summary>
[CancelAfter(120_000)]
public sealed class BindingTests : ShopTests
{
    private const string Query = "v3/pay/transactions/out-trade-no/{out_trade_no}";
    private const string Refunds = "v3/refund/domestic/refunds";
    private const string AppId = "wx8888888888888888";

    private string MerchantId => Shop.Sandbox.CreateClientOptions().MerchantId;

    [Test]
    public async Task Query_MatchingResponse_MarksTheOrderPaid(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();

        await QueryAsync(order, Transaction(order), cancellationToken);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Paid));
    }

    [TestCase("out_trade_no", "\"another\"")]
    [TestCase("mchid", "\"1900000001\"")]
    [TestCase("appid", "\"wx0000000000000000\"")]
    [TestCase("amount", """{"total":2,"currency":"CNY"}""")]
    [TestCase("amount", """{"total":"1","currency":"USD"}""")]
    [TestCase("transaction_id", null)]
    [TestCase("amount", null)]
    public async Task Query_SignedResponseAboutSomethingElse_ChangesNothing(string name, string? value, CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();

        await QueryAsync(order, With(Transaction(order), name, value), cancellationToken, isRejected: true);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Waiting));
        Assert.That(Shop.Orders.CountSold(), Is.Empty);
    }

    [TestCase("out_trade_no")]
    [TestCase("mchid")]
    [TestCase("appid")]
    public async Task Query_SignedResponseWithoutAFieldThatIsAlwaysPresent_ChangesNothing(string name, CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        Shop.Sandbox.Respond(HttpMethod.Get, Query, With(Transaction(order), name, value: null));
        await using var scope = Shop.CreateScope();
        var cashier = scope.ServiceProvider.GetRequiredService<Cashier>();

        var exception = (await Assert.ThrowsAsync<InvalidOperationException>(
            () => cashier.QueryAsync(Shop.Orders.Find(order.Number)!, cancellationToken)))!;

        Assert.That(exception.Message, Does.Contain($"'{name}'"));
        Assert.That(StateOf(order), Is.EqualTo(OrderState.Waiting));
        Assert.That(Shop.Orders.CountSold(), Is.Empty);
    }

    [Test]
    public async Task Query_ResponseClosesAnotherOrder_DoesNotCloseThisOne(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        var closed = With(Transaction(order), "trade_state", "\"CLOSED\"");

        await QueryAsync(order, With(closed, "out_trade_no", "\"another\""), cancellationToken, isRejected: true);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Waiting));
        await QueryAsync(order, closed, cancellationToken);
        Assert.That(StateOf(order), Is.EqualTo(OrderState.Closed));
    }

    [Test]
    public async Task Query_AnotherPaymentOfPaidOrder_Throws(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        await QueryAsync(order, Transaction(order), cancellationToken);

        await QueryAsync(
            order,
            With(Transaction(order), "transaction_id", "\"4200000000000000000000000009\""),
            cancellationToken,
            isRejected: true);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Paid));
    }

    [Test]
    public async Task Query_OrderRefundedElsewhere_IsNotCountedAsSold(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();

        await QueryAsync(order, With(Transaction(order), "trade_state", "\"REFUND\""), cancellationToken);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Refunded));
        Assert.That(Shop.Orders.CountSold(), Is.Empty);
        Assert.That((await Shop.GetAsync(order.Path)).Html, Does.Contain("在别处退了款"));
    }

    [Test]
    public async Task Code_Invalid_IsNotShown()
    {
        Shop.Sandbox.Respond(HttpMethod.Post, "v3/pay/transactions/native", new { code_url = "https://evil.example/" });

        var order = await Shop.OrderAsync();

        Assert.That(order.Html, Does.Contain("再试一次").And.Not.Contain("<svg"));
    }

    [TestCase("out_refund_no", "\"another\"")]
    [TestCase("out_trade_no", "\"another\"")]
    [TestCase("transaction_id", "\"4200000000000000000000000009\"")]
    [TestCase("amount", """{"refund":2,"total":1}""")]
    [TestCase("amount", """{"refund":1,"total":2}""")]
    public Task Refund_SignedResponseAboutSomethingElse_ChangesNothing(string name, string value, CancellationToken cancellationToken) =>
        RejectRefundAsync<InvalidDataException>(name, value, cancellationToken);

    [TestCase("out_refund_no")]
    [TestCase("amount")]
    public Task Refund_SignedResponseWithoutAFieldThatIsAlwaysPresent_ChangesNothing(string name, CancellationToken cancellationToken) =>
        RejectRefundAsync<InvalidOperationException>(name, value: null, cancellationToken);

    [TestCase(AppId, 12_800, true)]
    [TestCase("wx0000000000000000", 12_800, false)]
    [TestCase(AppId, 1, false)]
    public async Task Notification_OrderPlacedElsewhereWithItsNumber_IsAcceptedOnlyWithItsTerms(
        string appId, int fen, bool isAccepted, CancellationToken cancellationToken)
    {
        var order = Order.Create(Goods.Find("tea")!, DateTimeOffset.UnixEpoch);
        Shop.Orders.Add(order);
        using var client = new WeChatPayClient(Shop.Sandbox.CreateClientOptions());
        var terms = new
        {
            appid = appId,
            mchid = MerchantId,
            description = "x",
            out_trade_no = order.Number,
            notify_url = new Uri(Shop.Address, "/notify"),
            amount = new { total = fen, currency = "CNY" },
        };
        using var response = await client.Chain("v3/pay/transactions/native").PostAsync(new { json = terms }, cancellationToken);

        var notification = await Shop.Sandbox.PayAsync(order.Number, cancellationToken);

        Assert.That(notification.Deliveries.Single().IsAccepted, Is.EqualTo(isAccepted));
        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(isAccepted ? OrderState.Paid : OrderState.Waiting));
    }

    [Test]
    public async Task Notification_RefundOfAnotherAmountWithItsNumber_IsRejected(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync("tea");
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        Shop.Sandbox.Inject(Lost.Request);
        await Shop.RefundAsync(order);
        using var client = new WeChatPayClient(Shop.Sandbox.CreateClientOptions());
        var part = new
        {
            out_trade_no = order.Number,
            out_refund_no = Shop.Orders.Find(order.Number)!.RefundNumber,
            notify_url = new Uri(Shop.Address, "/notify"),
            amount = new { refund = 1, total = 12_800, currency = "CNY" },
        };

        using var response = await client.Chain(Refunds).PostAsync(new { json = part }, cancellationToken);
        var delivery = await Shop.Sandbox.Notifications[^1].WaitForDeliveryAsync(1, cancellationToken);

        Assert.That(delivery.StatusCode, Is.EqualTo(500));
        Assert.That(StateOf(order), Is.EqualTo(OrderState.Refunding));
    }

    private async Task RejectRefundAsync<TException>(string name, string? value, CancellationToken cancellationToken)
        where TException : Exception
    {
        var order = await Shop.OrderAsync();
        await QueryAsync(order, Transaction(order), cancellationToken);
        var refund = Refund(order);
        Shop.Sandbox.Respond(HttpMethod.Post, Refunds, With(refund, name, value));
        Shop.Sandbox.Respond(HttpMethod.Get, $"{Refunds}/{{out_refund_no}}", With(refund, name, value));

        var page = await Shop.RefundAsync(order);
        await using var scope = Shop.CreateScope();
        var cashier = scope.ServiceProvider.GetRequiredService<Cashier>();
        await Assert.ThrowsAsync<TException>(() => cashier.QueryRefundAsync(Shop.Orders.Find(order.Number)!, cancellationToken));

        Assert.That(page.Html, Does.Contain("正在等微信支付确认"));
        Assert.That(StateOf(order), Is.EqualTo(OrderState.Refunding));

        Shop.Sandbox.Respond(HttpMethod.Get, $"{Refunds}/{{out_refund_no}}", refund);
        await cashier.QueryRefundAsync(Shop.Orders.Find(order.Number)!, cancellationToken);
        Assert.That(StateOf(order), Is.EqualTo(OrderState.Refunded));
    }

    private JsonObject Transaction(Visit order) => new()
    {
        ["appid"] = AppId,
        ["mchid"] = MerchantId,
        ["out_trade_no"] = order.Number,
        ["trade_state"] = "SUCCESS",
        ["transaction_id"] = "4200000000000000000000000001",
        ["amount"] = new JsonObject { ["total"] = 1, ["currency"] = "CNY" },
    };

    private JsonObject Refund(Visit order) => new()
    {
        ["out_refund_no"] = Shop.Orders.Find(order.Number)!.RefundNumber,
        ["out_trade_no"] = order.Number,
        ["transaction_id"] = Shop.Orders.Find(order.Number)!.TransactionId,
        ["status"] = "SUCCESS",
        ["amount"] = new JsonObject { ["refund"] = 1, ["total"] = 1, ["currency"] = "CNY" },
    };

    private static JsonObject With(JsonObject message, string name, string? value)
    {
        var other = message.DeepClone().AsObject();
        other.Remove(name);
        if (value is not null)
        {
            other[name] = JsonNode.Parse(value);
        }
        return other;
    }

    private async Task QueryAsync(Visit order, JsonObject response, CancellationToken cancellationToken, bool isRejected = false)
    {
        Shop.Sandbox.Respond(HttpMethod.Get, Query, response);
        await using var scope = Shop.CreateScope();
        var cashier = scope.ServiceProvider.GetRequiredService<Cashier>();
        Assert.That(
            () => cashier.QueryAsync(Shop.Orders.Find(order.Number)!, cancellationToken),
            isRejected ? Throws.TypeOf<InvalidDataException>().With.Message.Contains(
                "Check the order in the merchant platform") : Throws.Nothing);
    }

    private OrderState StateOf(Visit order) => Shop.Orders.Find(order.Number)!.State;
}
