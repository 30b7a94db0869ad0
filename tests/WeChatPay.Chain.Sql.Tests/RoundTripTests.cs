using WeChatPay.Chain.Sql.Tests.Support;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>What the inbox costs beside the transaction of the business.</summary>
[TestFixture(SqlDialect.PostgreSql, 1)]
[TestFixture(SqlDialect.MySql, 2)]
internal sealed class RoundTripTests(SqlDialect dialect, int expected)
{
    [Test]
    public async Task FirstDelivery_ComparedWithTheTransactionOfTheBusiness_CostsFewRoundTrips()
    {
        await using var database = new TestDatabase(dialect);
        using var plain = new TcpProxy(database.Server!.Port);
        using var inbox = new TcpProxy(database.Server.Port);
        await using var source = database.CreateDataSource(database.Server.Through(plain.Port));
        // The inbox and the business begin with an open connection, and end with one that is back in the pool.
        await using var host = await database.StartAsync(
            (notification, context, _) => database.AddOrderAsync(notification, context),
            connectionString: database.Server.Through(inbox.Port));
        await RunBusinessAsync();
        await host.PostAsync(SignedNotification.Create(TestMerchant.One, "EV-1"));

        var (plainBefore, inboxBefore) = (plain.RoundTrips, inbox.RoundTrips);
        await RunBusinessAsync();
        await host.PostAsync(SignedNotification.Create(TestMerchant.One, "EV-2"));

        Assert.That(inbox.RoundTrips - inboxBefore - (plain.RoundTrips - plainBefore), Is.EqualTo(expected));

        async Task RunBusinessAsync()
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO {database.Orders} VALUES ('1')";
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }
}
