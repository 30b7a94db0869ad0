using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Webshop;
using Webshop.Orders;
using Webshop.Payments;
using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

[CancelAfter(120_000)]
public sealed class NotificationTests : ShopTests
{
    private static IEnumerable<SandboxFault> Forgeries =>
        [
            SandboxFault.ProbeSignature,
            SandboxFault.TamperedBody,
            SandboxFault.NoSignature,
            SandboxFault.UnknownSerial,
            SandboxFault.OldTimestamp(TimeSpan.FromSeconds(600))
        ];

    [TestCaseSource(nameof(Forgeries))]
    public async Task Notification_Unverified_ChangesNothing(SandboxFault forgery, CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        Shop.Sandbox.InjectIntoNotifications(forgery);

        var notification = await Shop.Sandbox.PayAsync(order.Number, cancellationToken);

        Assert.That(notification.Deliveries.Single().StatusCode, Is.EqualTo(401));
        Assert.That((await Shop.GetAsync(order.Path)).Html, Does.Contain("待支付"));
        Assert.That(Shop.Orders.CountSold(), Is.Empty);
    }

    [Test]
    public async Task Notification_OfAnotherPlatform_ChangesNothing(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        await using var other = await WeChatPaySandbox.StartAsync(cancellationToken: cancellationToken);
        using var otherClient = new WeChatPayClient(other.CreateClientOptions());
        await PlaceAsync(otherClient, other.CreateClientOptions(), order.Number, fen: 1, cancellationToken);

        var notification = await other.PayAsync(order.Number, cancellationToken);

        Assert.That(notification.Deliveries.Single().StatusCode, Is.EqualTo(401));
        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Waiting));
    }

    [Test]
    public async Task Notification_WithoutSignature_ChangesNothing()
    {
        var order = await Shop.OrderAsync();
        using var content = new StringContent(
            $$"""{"event_type":"TRANSACTION.SUCCESS","out_trade_no":"{{order.Number}}"}""", new MediaTypeHeaderValue("application/json"));

        Assert.That(await Shop.NotifyAsync(content), Is.EqualTo(401));
        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Waiting));
    }

    [Test]
    public async Task Notification_DeliveredAgain_IsHandledOnce(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();

        var notification = await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => notification.SendAgainAsync(cancellationToken)));

        Assert.That(again.Select(delivery => delivery.IsAccepted), Is.All.True);
        Assert.That(Shop.Orders.CountSold(), Is.EqualTo(new Dictionary<string, long> { ["apple"] = 1 }));
    }

    [Test]
    public async Task Query_AfterRefund_DoesNotMakeTheOrderPaidAgain(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        await Shop.RefundAsync(order);
        await Shop.Sandbox.Notifications[^1].WaitForDeliveryAsync(1, cancellationToken);

        // The inbox rejects a second delivery of the notification, but the ledger must not depend on that.
        await using var scope = Shop.CreateScope();
        await scope.ServiceProvider.GetRequiredService<Cashier>().QueryAsync(Shop.Orders.Find(order.Number)!, cancellationToken);

        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Refunded));
    }

    [Test]
    public async Task Notification_OfAnotherAmount_IsRejected(CancellationToken cancellationToken)
    {
        var order = Order.Create(Goods.Find("tea")!, DateTimeOffset.UnixEpoch);
        Shop.Orders.Add(order);
        using var client = new WeChatPayClient(Shop.Sandbox.CreateClientOptions());
        await PlaceAsync(client, Shop.Sandbox.CreateClientOptions(), order.Number, fen: 1, cancellationToken);

        var notification = await Shop.Sandbox.PayAsync(order.Number, cancellationToken);

        Assert.That(notification.Deliveries.Single().StatusCode, Is.EqualTo(500));
        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Waiting));
    }

    [Test]
    public async Task Notification_OfRefundMadeElsewhere_DoesNotCompleteTheRefundOfTheShop(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync("tea");
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        Shop.Sandbox.Inject(Lost.Request);
        await Shop.RefundAsync(order);
        using var client = new WeChatPayClient(Shop.Sandbox.CreateClientOptions());
        var elsewhere = new
        {
            out_trade_no = order.Number,
            out_refund_no = "elsewhere",
            notify_url = new Uri(Shop.Address, "/notify"),
            amount = new { refund = 1, total = 12_800, currency = "CNY" }
        };

        using var response = await client.Chain("v3/refund/domestic/refunds").PostAsync(new { json = elsewhere }, cancellationToken);
        var delivery = await Shop.Sandbox.Notifications[^1].WaitForDeliveryAsync(1, cancellationToken);

        Assert.That(delivery.IsAccepted, Is.True);
        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Refunding));
    }

    [Test]
    public async Task Notification_OfClosedOrder_IsRejected(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        Shop.Orders.Move(order.Number, OrderState.Waiting, OrderState.Closed);

        var notification = await Shop.Sandbox.PayAsync(order.Number, cancellationToken);

        Assert.That(
            notification.Deliveries.Single().StatusCode,
            Is.EqualTo(500),
            "The user has paid for a closed order, which must not go unnoticed.");
        Assert.That(Shop.Orders.CountSold(), Is.Empty);
    }

    [Test]
    public async Task Notification_OfUnknownOrder_IsRejected(CancellationToken cancellationToken)
    {
        using var client = new WeChatPayClient(Shop.Sandbox.CreateClientOptions());
        await PlaceAsync(client, Shop.Sandbox.CreateClientOptions(), "unknown-1", fen: 1, cancellationToken);

        var notification = await Shop.Sandbox.PayAsync("unknown-1", cancellationToken);

        Assert.That(notification.Deliveries.Single().StatusCode, Is.EqualTo(500));
    }

    private Task<WeChatPayResponse> PlaceAsync(
        WeChatPayClient client, WeChatPayClientOptions options, string number, long fen, CancellationToken cancellationToken) =>
        client.Chain("v3/pay/transactions/native").PostAsync(
            new
            {
                json = new
                {
                    appid = "wx8888888888888888",
                    mchid = options.MerchantId,
                    description = "x",
                    out_trade_no = number,
                    notify_url = new Uri(Shop.Address, "/notify"),
                    amount = new { total = fen, currency = "CNY" },
                },
            },
            cancellationToken);
}
