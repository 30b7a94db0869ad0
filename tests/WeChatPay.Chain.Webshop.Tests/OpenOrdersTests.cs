using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Webshop;
using Webshop.Orders;
using Webshop.Payments;
using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

[CancelAfter(120_000)]
public sealed class OpenOrdersTests : ShopTests
{
    [Test]
    public async Task QueryAllAsync_NotificationLost_MarksTheOrderPaid(CancellationToken cancellationToken)
    {
        var order = await OrderPaidWithoutNotificationAsync(cancellationToken);

        await QueryAllAsync(TimeSpan.FromMinutes(2), cancellationToken);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Paid));
    }

    [Test]
    public async Task QueryAllAsync_NewOrder_IsNotQueried(CancellationToken cancellationToken)
    {
        var order = await OrderPaidWithoutNotificationAsync(cancellationToken);

        await QueryAllAsync(TimeSpan.Zero, cancellationToken);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Waiting));
        Assert.That(Shop.Sandbox.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(29, "Waiting")]
    [TestCase(31, "Closed")]
    public async Task QueryAllAsync_UnpaidOrder_IsClosedAfterThirtyMinutes(int minutes, string state, CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();

        await QueryAllAsync(TimeSpan.FromMinutes(minutes), cancellationToken);

        Assert.That($"{StateOf(order)}", Is.EqualTo(state));
    }

    [Test]
    public async Task QueryAllAsync_UnknownRefund_IsQueriedAndSentAgain(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        Shop.Sandbox.Inject(Lost.Request);
        await Shop.RefundAsync(order);
        Shop.Sandbox.InjectIntoNotifications(SandboxFault.ProbeSignature);

        await QueryAllAsync(TimeSpan.FromMinutes(2), cancellationToken);
        await QueryAllAsync(TimeSpan.FromMinutes(2), cancellationToken);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Refunded));
    }

    [Test]
    public async Task QueryAllAsync_OneQueryFails_QueriesTheOthers(CancellationToken cancellationToken)
    {
        var orders = new[]
        {
            await OrderPaidWithoutNotificationAsync(cancellationToken),
            await OrderPaidWithoutNotificationAsync(cancellationToken),
        };
        Shop.Sandbox.Inject(Lost.Request);

        await QueryAllAsync(TimeSpan.FromMinutes(2), cancellationToken);

        Assert.That(orders.Select(StateOf), Is.EquivalentTo([OrderState.Waiting, OrderState.Paid]));
    }

    [Test]
    public async Task Service_DatabaseTemporarilyUnavailable_ContinuesToQuery(CancellationToken cancellationToken)
    {
        var order = await OrderPaidWithoutNotificationAsync(cancellationToken);
        await using var scope = Shop.CreateScope();
        await using var database = new SqliteConnection($"Data Source={scope.ServiceProvider.GetRequiredService<ShopSettings>().Database}");
        await database.OpenAsync(cancellationToken);
        await ExecuteAsync(database, "ALTER TABLE orders RENAME TO unavailable", cancellationToken);
        var clock = new TickingClock(TimeSpan.FromMinutes(2));
        using var openOrders = new OpenOrders(
            scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>(), Shop.Orders, clock, NullLogger<OpenOrders>.Instance);

        await openOrders.StartAsync(cancellationToken);
        await UntilAsync(() => clock.Readings > 2, openOrders, cancellationToken);
        await ExecuteAsync(database, "ALTER TABLE unavailable RENAME TO orders", cancellationToken);
        await UntilAsync(() => StateOf(order) == OrderState.Paid, openOrders, cancellationToken);
        await openOrders.StopAsync(cancellationToken);

        Assert.That(StateOf(order), Is.EqualTo(OrderState.Paid));
    }

    private static async Task ExecuteAsync(SqliteConnection database, string sql, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task UntilAsync(Func<bool> condition, OpenOrders service, CancellationToken cancellationToken)
    {
        while (!condition() && !service.ExecuteTask!.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<Visit> OrderPaidWithoutNotificationAsync(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        Shop.Sandbox.InjectIntoNotifications(SandboxFault.ProbeSignature);
        await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        return order;
    }

    private async Task QueryAllAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        await using var scope = Shop.CreateScope();
        using var openOrders = new OpenOrders(
            scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>(),
            Shop.Orders,
            new FakeTimeProvider(DateTimeOffset.UtcNow + ahead),
            NullLogger<OpenOrders>.Instance);
        await openOrders.QueryAllAsync(cancellationToken);
    }

    private OrderState StateOf(Visit order) => Shop.Orders.Find(order.Number)!.State;
}
