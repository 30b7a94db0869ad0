using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sql;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>The inbox in a database. Its handler adds an order in the transaction of the inbox.</summary>
internal sealed class SqlInbox(string name, ShopDatabase database) : IBenchmarkInbox
{
    public string Name => name;

    public void Register(IServiceCollection services) => services.AddWeChatPaySqlInbox(
        database.Dialect, _ => database.DataSource, options => options.TablePrefix = database.Prefix);

    public Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken)
    {
        var current = context.Services.GetRequiredService<NotificationTransaction>();
        return database.AddOrderAsync(notification, current.Connection, current.Transaction, cancellationToken);
    }

    public Task<(long All, long Distinct)> CountAsync() => database.CountAsync();
}
