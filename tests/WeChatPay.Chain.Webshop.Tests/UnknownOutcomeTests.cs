using Microsoft.Extensions.DependencyInjection;
using Webshop.Orders;
using Webshop.Payments;
using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

[CancelAfter(120_000)]
public sealed class UnknownOutcomeTests : ShopTests
{
    private const string Native = "/v3/pay/transactions/native";
    private const string Refunds = "/v3/refund/domestic/refunds";

    [Test]
    public async Task Order_ResponseLost_IsQueriedAndSentAgainWithItsNumber()
    {
        Shop.Sandbox.Inject(Lost.Response, 1, HttpMethod.Post, Native);

        var order = await Shop.OrderAsync();

        var requests = Shop.Sandbox.Requests;
        Assert.That(order.Html, Does.Contain("<svg"));
        Assert.That(
            requests.Select(request => request.Path), Is.EqualTo([Native, $"/v3/pay/transactions/out-trade-no/{order.Number}", Native]));
        Assert.That(requests[2].Body, Is.EqualTo(requests[0].Body));
    }

    [Test]
    public async Task Order_RequestLost_IsQueriedAndSentAgainWithItsNumber()
    {
        Shop.Sandbox.Inject(Lost.Request, 1, HttpMethod.Post, Native);

        var order = await Shop.OrderAsync();

        Assert.That(order.Html, Does.Contain("<svg"));
    }

    [Test]
    public async Task Order_DuringOutage_CanBeRetriedLater()
    {
        Shop.Sandbox.Inject(Lost.Request, times: 2);

        var failed = await Shop.OrderAsync();
        var placed = await Shop.PressAsync($"{failed.Path}/code");

        Assert.That(failed.Html, Does.Contain("再试一次").And.Not.Contain("<svg").And.Not.Contain("模拟"));
        Assert.That(placed.Html, Does.Contain("<svg").And.Contain("待支付"));
        Assert.That(placed.Number, Is.EqualTo(failed.Number));
    }

    [Test]
    public async Task Query_NotificationLost_MarksTheOrderPaid(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        Shop.Sandbox.InjectIntoNotifications(SandboxFault.ProbeSignature);
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);

        await WithCashierAsync(cashier => cashier.QueryAsync(Shop.Orders.Find(order.Number)!, cancellationToken));

        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Paid));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Refund_ResponseOrRequestLost_IsQueriedAndMadeOnce(bool arrived, CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        Shop.Sandbox.Inject(arrived ? Lost.Response : Lost.Request, 1, HttpMethod.Post, Refunds);
        Shop.Sandbox.InjectIntoNotifications(SandboxFault.ProbeSignature);

        var unknown = await Shop.RefundAsync(order);
        await WithCashierAsync(cashier => cashier.QueryRefundAsync(Shop.Orders.Find(order.Number)!, cancellationToken));
        await WithCashierAsync(cashier => cashier.QueryRefundAsync(Shop.Orders.Find(order.Number)!, cancellationToken));

        Assert.That(unknown.Html, Does.Contain("退款中"));
        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Refunded));
        Assert.That(Shop.Sandbox.Notifications.Count(notification => notification.EventType == "REFUND.SUCCESS"), Is.EqualTo(1));
    }

    [Test]
    public async Task Close_UnpaidOrder_ClosesItOnThePlatform(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();

        await WithCashierAsync(cashier => cashier.CloseAsync(Shop.Orders.Find(order.Number)!, cancellationToken));

        Assert.That((await Shop.GetAsync(order.Path)).Html, Does.Contain("已关闭"));
        Assert.That(() => Shop.Sandbox.PayAsync(order.Number, cancellationToken), Throws.InvalidOperationException);
    }

    private async Task WithCashierAsync(Func<Cashier, Task> act)
    {
        await using var scope = Shop.CreateScope();
        await act(scope.ServiceProvider.GetRequiredService<Cashier>());
    }
}
