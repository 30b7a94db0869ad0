using Webshop.Orders;
using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

[CancelAfter(120_000)]
public sealed class PaymentTests : ShopTests
{
    [Test]
    public async Task Order_PaidAndRefunded_GoesThroughAllStates(CancellationToken cancellationToken)
    {
        var waiting = await Shop.OrderAsync();
        var paid = await Shop.PressAsync($"{waiting.Path}/simulated-payment");
        var refunded = await Shop.RefundAsync(waiting);
        await Shop.Sandbox.Notifications.Single(notification => notification.EventType == "REFUND.SUCCESS")
            .WaitForDeliveryAsync(1, cancellationToken);
        refunded = await Shop.GetAsync(refunded.Path);

        Assert.That(waiting.Html, Does.Contain("待支付").And.Contain("<svg").And.Contain("模拟用户支付").And.Contain("¥0.01"));
        Assert.That(paid.Html, Does.Contain("已支付").And.Contain("退款</button>").And.Not.Contain("<svg"));
        Assert.That(refunded.Html, Does.Contain("已退款").And.Not.Contain("<button"));
        Assert.That(Shop.Sandbox.Notifications.Select(notification => notification.IsAccepted), Is.EqualTo([true, true]));
        Assert.That(Shop.Sandbox.Requests.Select(request => request.IsSignatureValid), Is.All.True);
    }

    [Test]
    public async Task Order_SameGoodsTwice_CreatesTwoOrders()
    {
        var numbers = new[] { (await Shop.OrderAsync()).Number, (await Shop.OrderAsync()).Number };

        Assert.That(numbers, Is.Unique.And.All.Match("^[0-9]{8}[0-9A-F]{24}$"));
        Assert.That(Shop.Sandbox.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Refund_PressedTwiceConcurrently_IsOneRefund(CancellationToken cancellationToken)
    {
        var order = await PaidOrderAsync(cancellationToken);

        await Task.WhenAll(Shop.RefundAsync(order), Shop.RefundAsync(order));

        Assert.That(Shop.Sandbox.Requests.Count(request => request.Path == "/v3/refund/domestic/refunds"), Is.EqualTo(1));
    }

    [Test]
    public async Task Refund_UnpaidOrder_DoesNothing()
    {
        var order = await Shop.OrderAsync();

        var after = await Shop.RefundAsync(order);

        Assert.That(after.Html, Does.Contain("待支付"));
        Assert.That(Shop.Sandbox.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Refund_ErrorResponse_LeavesTheOrderPaid(CancellationToken cancellationToken)
    {
        var order = await PaidOrderAsync(cancellationToken);
        Shop.Sandbox.Inject(SandboxFault.Status(403, "NOT_ENOUGH"));

        var after = await Shop.RefundAsync(order);

        Assert.That(after.Html, Does.Contain("已支付"));
    }

    [Test]
    public async Task SimulatedPayment_AlreadyPaid_ShowsTheOrder(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        Shop.Sandbox.InjectIntoNotifications(SandboxFault.ProbeSignature);
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);

        var pressed = await Shop.PressAsync($"{order.Path}/simulated-payment");

        Assert.That((pressed.Status, pressed.Path), Is.EqualTo((200, order.Path)));
    }

    [Test]
    public async Task MarkPaid_Concurrently_SucceedsOnce()
    {
        var order = Shop.Orders.Find((await Shop.OrderAsync()).Number)!;
        using var start = new Barrier(8);

        var first = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Shop.Orders.MarkPaid(order, "4200000000000000000000000001");
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.That(first.Count(isFirst => isFirst), Is.EqualTo(1));
        Assert.That(Shop.Orders.CountSold(), Is.EqualTo(new Dictionary<string, long> { ["apple"] = 1 }));
    }

    [Test]
    public async Task State_OfOrder_IsTheValueInThePage(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        var before = await Shop.GetAsync($"{order.Path}/state");
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        var after = await Shop.GetAsync($"{order.Path}/state");

        Assert.That((before.Html, after.Html), Is.EqualTo(("""{"state":"Waiting"}""", """{"state":"Paid"}""")));
        Assert.That(order.Html, Does.Contain("data-state=\"Waiting\""));
        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Paid));
    }

    private async Task<Visit> PaidOrderAsync(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        return order;
    }
}
