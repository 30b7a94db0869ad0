using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql.Tests.Support;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>Handlers that hang, or that ignore an error of the database.</summary>
internal sealed class HandlerTests(SqlDialect dialect) : SqlTests(dialect)
{
    [Test]
    public async Task Handler_ThatHangs_FreesItsNotificationAndCannotWriteAfterwards()
    {
        var gate = new Gate();
        var lateWrite = new TaskCompletionSource<Exception?>();
        var calls = 0;
        await using var host = await Database.StartAsync(
            async (notification, context, _) =>
            {
                await Database.AddOrderAsync(notification, context);
                if (Interlocked.Increment(ref calls) == 1)
                {
                    await gate.PassAsync(CancellationToken.None);
                    try
                    {
                        await Database.AddOrderAsync(notification, context);
                        lateWrite.SetResult(null);
                    }
                    catch (Exception exception)
                    {
                        lateWrite.SetResult(exception);
                    }
                }
            },
            options => options.MaxHandlerTime = TimeSpan.FromSeconds(1));

        var hung = host.PostAsync(Notification);
        await gate.Entered;
        var timeout = Stopwatch.StartNew();
        HostResponse next;
        do
        {
            next = await host.PostAsync(Notification);
        }
        while (next.Status != 204 && timeout.Elapsed < TimeSpan.FromMinutes(1));
        gate.Open();

        Assert.That(((await hung).Status, next.Status), Is.EqualTo((500, 204)));
        Assert.That(await lateWrite.Task, Is.Not.Null);
        Assert.That(Database.CountOrders(Id), Is.EqualTo(1));
    }

    // The next attempt is not asked to wait for the statement: its lock may last until the statement ends.
    [Test]
    public async Task Handler_ThatHangsInAStatement_LeavesTheConnectionsUsable()
    {
        if (Dialect == SqlDialect.Sqlite)
        {
            Assert.Ignore("A statement of SQLite does not wait for a server.");
        }
        var calls = 0;
        await using var host = await Database.StartAsync(
            async (notification, context, _) =>
            {
                await Database.AddOrderAsync(notification, context);
                if (Interlocked.Increment(ref calls) == 1)
                {
                    await SleepAsync(context, seconds: 9);
                }
            },
            options => options.MaxHandlerTime = TimeSpan.FromSeconds(1));

        var hung = await host.PostAsync(Notification);
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            number => host.PostAsync(SignedNotification.Create(TestMerchant.One, $"{Id}-{number}"))));
        var timeout = Stopwatch.StartNew();
        HostResponse next;
        do
        {
            next = await host.PostAsync(Notification);
        }
        while (next.Status != 204 && timeout.Elapsed < TimeSpan.FromMinutes(1));

        Assert.That((hung.Status, next.Status), Is.EqualTo((500, 204)), host.Log.Text);
        Assert.That(others.Select(response => response.Status), Is.All.EqualTo(204));
        Assert.That(Database.CountOrders(Id), Is.EqualTo(1));
    }

    [Test]
    public async Task Handler_ThatIgnoresADatabaseError_IsNotHandledUnlessItsEffectIsDurable()
    {
        await using var host = await Database.StartAsync(async (notification, context, _) =>
        {
            await Database.AddOrderAsync(notification, context);
            if (context.Attempt == 1)
            {
                await Assert.ThatAsync(
                    () => ExecuteAsync(context, "INSERT INTO missing_table VALUES (1)"), Throws.InstanceOf<DbException>());
            }
        });

        var first = await host.PostAsync(Notification);
        var afterFirst = Database.CountOrders(Id);
        var second = await host.PostAsync(Notification);

        // PostgreSQL aborts the transaction, and commits it without an error; the others only fail the statement.
        Assert.That((first.Status, afterFirst), Is.EqualTo(Dialect == SqlDialect.PostgreSql ? (500, 0) : (204, 1)));
        Assert.That((second.Status, Database.CountOrders(Id)), Is.EqualTo((204, 1)));
    }

    [Test]
    public async Task Handler_WhoseTransactionWasRolledBack_IsNotHandled()
    {
        await using var host = await Database.StartAsync(async (notification, context, _) =>
        {
            await Database.AddOrderAsync(notification, context);
            if (context.Attempt == 1)
            {
                // As a deadlock does in MySQL.
                await ExecuteAsync(context, "ROLLBACK");
            }
        });

        var first = await host.PostAsync(Notification);
        var afterFirst = Database.CountOrders(Id);
        var second = await host.PostAsync(Notification);

        Assert.That((first.Status, afterFirst), Is.EqualTo((500, 0)));
        Assert.That((second.Status, Database.CountOrders(Id)), Is.EqualTo((204, 1)));
    }

    [Test]
    public async Task Clock_OfTheApplicationThatJumps_ChangesNothing()
    {
        var clock = new ShiftedTimeProvider();
        await using var host = await Database.StartAsync(
            (notification, context, _) => Database.AddOrderAsync(notification, context),
            services: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var store = host.App.Services.GetRequiredService<INotificationStore>();
        await host.PostAsync(Notification);
        var key = new NotificationKey(TestMerchant.One.Id, "elsewhere", Id);
        await store.AddAsync(
            new StoredNotification(key, "", new Dictionary<string, string>(), Array.Empty<byte>(), clock.GetUtcNow(), 0),
            CancellationToken.None);
        await store.TakeAsync(key.MerchantId, key.Endpoint, TimeSpan.FromMinutes(1), CancellationToken.None);

        clock.Shift = TimeSpan.FromDays(365);
        var next = await host.PostAsync(SignedNotification.Create(TestMerchant.One, Id, clock.GetUtcNow()));

        Assert.That((next.Status, Database.CountOrders(Id)), Is.EqualTo((204, 1)));
        Assert.That(await store.TakeAsync(key.MerchantId, key.Endpoint, TimeSpan.FromMinutes(1), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Delivery_WhoseRowIsDeletedMeanwhile_Gets409()
    {
        if (Dialect != SqlDialect.Sqlite)
        {
            Assert.Ignore("Only SQLite lets a trigger skip an insert.");
        }
        var calls = 0;
        await using var host = await Database.StartAsync((_, _, _) =>
        {
            calls++;
            return Task.CompletedTask;
        });
        // As if another instance had failed, and its old row was deleted between the two statements of this one.
        Database.Execute($"CREATE TRIGGER {Database.Prefix}skip BEFORE INSERT ON {Database.Prefix}inbox BEGIN SELECT RAISE(IGNORE); END");

        Assert.That(((await host.PostAsync(Notification)).Status, calls), Is.EqualTo((409, 0)));

        Database.Execute($"DROP TRIGGER {Database.Prefix}skip");
        Assert.That(((await host.PostAsync(Notification)).Status, calls), Is.EqualTo((204, 1)));
    }

    [Test]
    public async Task Transaction_OutsideAHandler_Throws()
    {
        await using var host = await Database.StartAsync((_, _, _) => Task.CompletedTask);
        await using var scope = host.App.Services.CreateAsyncScope();

        var failure = Assert.Throws<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<NotificationTransaction>())!;

        Assert.That(failure.Message, Does.StartWith("There is a NotificationTransaction only in the service scope of a handler"));
    }

    private Task SleepAsync(NotificationContext context, int seconds) =>
        ExecuteAsync(context, Dialect == SqlDialect.PostgreSql ? $"SELECT pg_sleep({seconds})" : $"SELECT SLEEP({seconds})");

    private static async Task ExecuteAsync(NotificationContext context, string statement)
    {
        var (connection, transaction) = TestDatabase.TransactionOf(context);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    // No timer fires when the time of day changes, so that no cleanup conflicts with the next delivery.
    private sealed class ShiftedTimeProvider : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
