using System.Data.Common;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql;
using WeChatPay.Chain.Sql.Database;
using WeChatPay.Chain.Sql.Dialects;
using WeChatPay.Chain.Sql.Inbox;
using WeChatPay.Chain.Sql.Store;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Provides an extension method that keeps notifications in the SQL database of the application.</summary>
public static class WeChatPaySqlServiceCollectionExtensions
{
    /// <summary>
    /// Runs the handler of each notification in a transaction of the application's database, which also records that the notification was
    /// handled. Notifications that are handled in the background are stored in the same database.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Call this method before or after <c>AddWeChatPay</c>. Handlers find their <see cref="NotificationTransaction"/> in the services of
    /// their scope.
    /// </para>
    /// <para>While the database cannot be reached or is read-only, notifications get 500, and the platform retries.</para>
    /// </remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="dialect">The database.</param>
    /// <param name="dataSource">
    /// Returns the data source, once; it is not disposed. <see langword="null"/> (the default) for the registered
    /// <see cref="DbDataSource"/>.
    /// </param>
    /// <param name="configure">Sets options; <see langword="null"/> (the default) for none.</param>
    /// <returns>The service collection.</returns>
    /// <exception cref="ArgumentException"><paramref name="dialect"/> is unknown, or an option is invalid.</exception>
    public static IServiceCollection AddWeChatPaySqlInbox(
        this IServiceCollection services,
        SqlDialect dialect,
        Func<IServiceProvider, DbDataSource>? dataSource = null,
        Action<SqlInboxOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = new SqlInboxOptions();
        configure?.Invoke(options);
        options.Validate();
        var statements = SqlStatements.Create(dialect, options.TablePrefix);
        dataSource ??= static provider => provider.GetService<DbDataSource>() ?? throw new InvalidOperationException(
            "No DbDataSource is registered. Register that of your database provider, or pass one to AddWeChatPaySqlInbox.");

        services.Replace(ServiceDescriptor.Singleton(
            provider => new SqlDatabase(dataSource(provider), statements, options.CreateTables)));
        services.Replace(ServiceDescriptor.Singleton<INotificationInbox>(
            provider => new SqlNotificationInbox(provider.GetRequiredService<SqlDatabase>())));
        services.Replace(ServiceDescriptor.Singleton<INotificationStore>(
            provider => new SqlNotificationStore(provider.GetRequiredService<SqlDatabase>())));
        services.Replace(ServiceDescriptor.Singleton(provider => new InboxCleanup(
            provider.GetRequiredService<SqlDatabase>(),
            options,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ILogger<InboxCleanup>>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, InboxCleanup>(
            provider => provider.GetRequiredService<InboxCleanup>()));
        services.TryAddScoped<HandlerScope>();
        services.TryAddScoped(provider => provider.GetRequiredService<HandlerScope>().Transaction);
        return services;
    }
}
