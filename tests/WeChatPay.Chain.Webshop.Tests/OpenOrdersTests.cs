using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Webshop.Orders;
using Webshop.Payments;
using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

[CancelAfter(120_000)]
public sealed class OpenOrdersTests : ShopTests
{
    [Test]
    public async Task AskAllAsync_AnOrderWhoseNotificationWasLost_IsPaid(CancellationToken cancellationToken)
    {
        var order = await OrderPaidInSilenceAsync(cancellationToken);

        await AskAllAsync(TimeSpan.FromMinutes(2), cancellationToken);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Paid));
    }

    [Test]
    public async Task AskAllAsync_AnOrderThatIsNew_IsNotAskedFor(CancellationToken cancellationToken)
    {
        var order = await OrderPaidInSilenceAsync(cancellationToken);

        await AskAllAsync(TimeSpan.Zero, cancellationToken);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Waiting));
        Assert.That(Shop.Sandbox.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(29, "Waiting")]
    [TestCase(31, "Closed")]
    public async Task AskAllAsync_AnOrderThatNobodyPays_EndsAfterHalfAnHour(int minutes, string state, CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();

        await AskAllAsync(TimeSpan.FromMinutes(minutes), cancellationToken);

        Assert.That($"{StateOf(order)}", Is.EqualTo(state));
    }

    [Test]
    public async Task AskAllAsync_ARefundThatNobodyKnows_IsAskedFor(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        Shop.Sandbox.Inject(Lost.Request);
        await Shop.PressAsync($"{order.Path}/refund");
        Shop.Sandbox.InjectIntoNotifications(SandboxFault.ProbeSignature);

        await AskAllAsync(TimeSpan.FromMinutes(2), cancellationToken);
        await AskAllAsync(TimeSpan.FromMinutes(2), cancellationToken);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Refunded));
    }

    [Test]
    public async Task AskAllAsync_OneThatCannotBeAskedFor_DoesNotKeepTheOthers(CancellationToken cancellationToken)
    {
        var orders = new[] { await OrderPaidInSilenceAsync(cancellationToken), await OrderPaidInSilenceAsync(cancellationToken) };
        Shop.Sandbox.Inject(Lost.Request);

        await AskAllAsync(TimeSpan.FromMinutes(2), cancellationToken);

        Assert.That(orders.Select(StateOf), Is.EquivalentTo([OrderState.Waiting, OrderState.Paid]));
    }

    private async Task<Visit> OrderPaidInSilenceAsync(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        Shop.Sandbox.InjectIntoNotifications(SandboxFault.ProbeSignature);
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        return order;
    }

    private async Task AskAllAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        await using var scope = Shop.CreateScope();
        using var openOrders = new OpenOrders(scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>(), Shop.Orders, new LaterClock(ahead), NullLogger<OpenOrders>.Instance);
        await openOrders.AskAllAsync(cancellationToken);
    }

    private OrderState StateOf(Visit order) => Shop.Orders.Find(order.Number)!.State;
}
