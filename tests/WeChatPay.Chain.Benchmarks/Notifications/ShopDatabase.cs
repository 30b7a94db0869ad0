using System.Data.Common;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sql;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>The tables of the inbox and one of the business, to which a handler adds its notification.</summary>
internal sealed class ShopDatabase(SqlDialect dialect, DbDataSource dataSource)
{
    private readonly string _orders = $"orders_{Guid.NewGuid():N}";

    public SqlDialect Dialect => dialect;

    public DbDataSource DataSource => dataSource;

    /// <summary>The prefix of the inbox's tables, which are as new as the orders.</summary>
    public string Prefix => $"{_orders[..20]}_";

    public async Task CreateTablesAsync()
    {
        await using var command = dataSource.CreateCommand(
            $"CREATE TABLE {_orders} (number VARCHAR(100) NOT NULL);{SqlInboxSchema.GetScript(dialect, Prefix)}");
        await command.ExecuteNonQueryAsync();
    }

    public async Task AddOrderAsync(
        Notification notification, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {_orders} VALUES (@number)";
        var number = command.CreateParameter();
        (number.ParameterName, number.Value) = ("@number", notification.Id);
        command.Parameters.Add(number);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<(long All, long Distinct)> CountAsync()
    {
        await using var command = dataSource.CreateCommand($"SELECT COUNT(*), COUNT(DISTINCT number) FROM {_orders}");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
