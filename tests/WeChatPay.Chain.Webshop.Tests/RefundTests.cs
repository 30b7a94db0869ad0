using Webshop.Orders;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

/// <summary>A refund is confirmed by the user, and its status is that of the platform.</summary>
[CancelAfter(120_000)]
public sealed class RefundTests : ShopTests
{
    private const string Refunds = "/v3/refund/domestic/refunds";

    [Test]
    public async Task Refund_BeforeConfirmation_IsNotSent(CancellationToken cancellationToken)
    {
        var order = await PaidOrderAsync(cancellationToken);

        var page = await Shop.GetAsync(order.Path);
        var confirmation = await Shop.GetAsync($"{order.Path}/refund");

        Assert.That(page.Html, Does.Contain($"action=\"{order.Path}/refund\"").And.Not.Contain("method=\"post\""));
        Assert.That(
            confirmation.Html,
            Does.Contain("确认退款").And.Contain("¥0.01").And.Contain("不能撤销").And.Contain("name=\"confirmed\" value=\"1\""));
        Assert.That(Count(Refunds), Is.Zero);
    }

    [TestCase("")]
    [TestCase("yes")]
    [TestCase("2")]
    public async Task Refund_NotConfirmedWithItsAmount_AsksAgain(string confirmed, CancellationToken cancellationToken)
    {
        var order = await PaidOrderAsync(cancellationToken);

        var page = await Shop.PressAsync($"{order.Path}/refund", ("confirmed", confirmed));
        var without = await Shop.PressAsync($"{order.Path}/refund");

        Assert.That((page.Html, without.Path), Is.EqualTo((without.Html, $"{order.Path}/refund")));
        Assert.That(page.Html, Does.Contain("确认退款"));
        Assert.That(Count(Refunds), Is.Zero);
        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Paid));
    }

    [Test]
    public async Task RefundPage_UnpaidOrder_RedirectsToTheOrder()
    {
        var order = await Shop.OrderAsync();

        Assert.That((await Shop.GetAsync($"{order.Path}/refund")).Path, Is.EqualTo(order.Path));
    }

    [TestCase("PROCESSING", "退款处理中", "Refunding")]
    [TestCase("ABNORMAL", "退款异常", "Refunding")]
    [TestCase("CLOSED", "退款已关闭", "Paid")]
    [TestCase("SUCCESS", "退款成功", "Refunded")]
    public async Task Refund_StatusOfThePlatform_IsShown(string status, string shown, string state, CancellationToken cancellationToken)
    {
        var order = await PaidOrderAsync(cancellationToken);
        var stored = Shop.Orders.Find(order.Number)!;
        Shop.Sandbox.Respond(HttpMethod.Post, Refunds, new
        {
            out_refund_no = stored.RefundNumber,
            out_trade_no = stored.Number,
            transaction_id = stored.TransactionId,
            status,
            amount = new { refund = 1, total = 1, currency = "CNY" },
        });

        var after = await Shop.RefundAsync(order);

        Assert.That(after.Html, Does.Contain(shown));
        Assert.That($"{Shop.Orders.Find(order.Number)!.State}", Is.EqualTo(state));
    }

    [Test]
    public async Task Refund_OutcomeUnknown_IsShownAsUnconfirmed(CancellationToken cancellationToken)
    {
        var order = await PaidOrderAsync(cancellationToken);
        Shop.Sandbox.Inject(Lost.Request, 1, HttpMethod.Post, Refunds);

        var unknown = await Shop.RefundAsync(order);

        Assert.That(unknown.Html, Does.Contain("正在等微信支付确认").And.Not.Contain("已退款"));
    }

    [Test]
    public async Task SetRefundStatus_AfterSuccess_ChangesNothing(CancellationToken cancellationToken)
    {
        var order = await PaidOrderAsync(cancellationToken);
        await Shop.RefundAsync(order);
        await Shop.Sandbox.Notifications[^1].WaitForDeliveryAsync(1, cancellationToken);

        Shop.Orders.SetRefundStatus(order.Number, "PROCESSING");

        Assert.That(Shop.Orders.Find(order.Number)!.RefundStatus, Is.EqualTo("SUCCESS"));
    }

    private int Count(string path) => Shop.Sandbox.Requests.Count(request => request.Path == path);

    private async Task<Visit> PaidOrderAsync(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        return order;
    }
}
