using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>The inbox in memory. Its handler adds an order in a transaction that has nothing to do with the inbox.</summary>
internal sealed class BusinessTransaction(ShopDatabase database) : IBenchmarkInbox
{
    public string Name => "memory";

    public void Register(IServiceCollection services)
    {
        // The default.
    }

    public async Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await database.AddOrderAsync(notification, connection, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task<(long All, long Distinct)> CountAsync() => database.CountAsync();
}
