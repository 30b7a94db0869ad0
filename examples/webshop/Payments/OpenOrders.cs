using Webshop.Orders;

namespace Webshop.Payments;

/// <summary>Asks for the orders that stay open: a notification may be late, or never come.</summary>
internal sealed class OpenOrders(IServiceScopeFactory scopes, OrderStore orders, TimeProvider timeProvider, ILogger<OpenOrders> log) : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(1);

    public async Task AskAllAsync(CancellationToken cancellationToken)
    {
        foreach (var order in orders.Open(createdBefore: timeProvider.GetUtcNow() - _pause))
        {
            await AskAsync(order, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_pause, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await AskAllAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // What a background service throws would end the shop.
                log.NotAsked(exception);
            }
        }
    }

    private async Task AskAsync(Order order, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var cashier = scope.ServiceProvider.GetRequiredService<Cashier>();
        try
        {
            if (order.State == OrderState.Refunding)
            {
                await cashier.AskForRefundAsync(order, cancellationToken);
                return;
            }
            await cashier.AskAsync(order, cancellationToken);
            if (order.Expiry < timeProvider.GetUtcNow() && orders.Find(order.Number) is { State: OrderState.Waiting })
            {
                await cashier.CloseAsync(order, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One order must not keep the others from being asked for; it is asked for again with the next tick.
            log.StaysUnknown(exception, order.Number);
        }
    }
}
