using Webshop.Orders;

namespace Webshop.Payments;

/// <summary>Queries open orders every minute, because a notification can be late or never arrive.</summary>
internal sealed class OpenOrders(IServiceScopeFactory scopes, OrderStore orders, TimeProvider timeProvider, ILogger<OpenOrders> log)
    : BackgroundService
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    public async Task QueryAllAsync(CancellationToken cancellationToken)
    {
        foreach (var order in orders.FindOpen(createdBefore: timeProvider.GetUtcNow() - _interval))
        {
            await QueryAsync(order, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await QueryAllAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // An exception of a background service would stop the shop.
                log.OpenOrdersFailed(exception);
            }
        }
    }

    private async Task QueryAsync(Order order, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var cashier = scope.ServiceProvider.GetRequiredService<Cashier>();
        try
        {
            if (order.State == OrderState.Refunding)
            {
                await cashier.QueryRefundAsync(order, cancellationToken);
                return;
            }
            await cashier.QueryAsync(order, cancellationToken);
            if (order.Expiry < timeProvider.GetUtcNow() && orders.Find(order.Number) is { State: OrderState.Waiting })
            {
                await cashier.CloseAsync(order, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One order must not prevent the others from being queried. It is queried again at the next tick.
            log.QueryFailed(exception, order.Number);
        }
    }
}
