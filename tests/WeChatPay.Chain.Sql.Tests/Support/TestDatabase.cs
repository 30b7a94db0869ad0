using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.Sql.Tests.Support;

/// <summary>The tables of one test: those of the inbox, and one of the business, to which a handler adds its notification.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _file;
    private readonly ConcurrentBag<DbDataSource> _sources = [];

    public TestDatabase(SqlDialect dialect)
    {
        Dialect = dialect;
        Server = SharedServers.Of(dialect);
        if (Server is null)
        {
            _file = Path.Combine(Path.GetTempPath(), $"wechatpay-{Guid.NewGuid():N}.db");
        }
        ConnectionString = Server?.ConnectionString ?? $"Data Source={_file}";
        // Without a pool, which would keep connections to a server that was killed.
        DataSource = CreateDataSource($"{ConnectionString};Pooling=false");
        Execute($"CREATE TABLE {Orders} (number VARCHAR(100) NOT NULL)");
        foreach (var statement in SqlInboxSchema.GetScript(dialect, Prefix).Split(';', StringSplitOptions.TrimEntries))
        {
            if (statement.Length > 0)
            {
                Execute(statement);
            }
        }
    }

    public SqlDialect Dialect { get; }

    public TestServer? Server { get; }

    public string ConnectionString { get; }

    public DbDataSource DataSource { get; }

    public string Prefix { get; } = $"t{Guid.NewGuid():N}_";

    public string Orders => $"{Prefix}orders";

    /// <summary>Creates a data source, whose connections are closed after the test: a server has a limit for all tests together.</summary>
    public DbDataSource CreateDataSource(string connectionString)
    {
        var source = Server?.CreateDataSource(connectionString) ?? SqliteFactory.Instance.CreateDataSource(connectionString);
        _sources.Add(source);
        return source;
    }

    /// <summary>Starts an instance of an application. Its handler gets the notification and its transaction.</summary>
    public Task<WebHost> StartAsync(
        Func<Notification, NotificationContext, CancellationToken, Task> handler,
        Action<NotificationOptions>? options = null,
        Action<IServiceCollection>? services = null,
        string? connectionString = null)
    {
        var source = CreateDataSource(connectionString ?? ConnectionString);
        return WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", handler, options),
            collection =>
            {
                collection.AddWeChatPaySqlInbox(Dialect, _ => source, inbox => inbox.TablePrefix = Prefix);
                services?.Invoke(collection);
            });
    }

    /// <summary>The effect of a handler: adds the notification to the orders, in its transaction.</summary>
    public async Task AddOrderAsync(Notification notification, NotificationContext context)
    {
        var (connection, transaction) = TransactionOf(context);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {Orders} VALUES ('{notification.Id}')";
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public static (DbConnection Connection, DbTransaction Transaction) TransactionOf(NotificationContext context)
    {
        var current = context.Services.GetRequiredService<NotificationTransaction>();
        return (current.Connection, current.Transaction);
    }

    /// <summary>How often a notification had its effect.</summary>
    public long CountOrders(string id) => Read<long>($"SELECT COUNT(*) FROM {Orders} WHERE number = '{id}'");

    public T Read<T>(string query)
    {
        using var command = DataSource.CreateCommand(query);
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), CultureInfo.InvariantCulture);
    }

    public int Execute(string statement)
    {
        using var command = DataSource.CreateCommand(statement);
        return command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources)
        {
            await source.DisposeAsync();
        }
        if (_file is not null)
        {
            SqliteConnection.ClearAllPools();
            File.Delete(_file);
        }
    }
}
