using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>Notifications at instances of an application that share only the database.</summary>
internal sealed class InboxTests(SqlDialect dialect) : SqlTests(dialect)
{
    [Test]
    public async Task FiftyDeliveries_AtTwoInstances_HaveOneEffect()
    {
        var calls = 0;
        await using var one = await Database.StartAsync((notification, context, _) =>
        {
            Interlocked.Increment(ref calls);
            return Database.AddOrderAsync(notification, context);
        });
        await using var two = await Database.StartAsync((notification, context, _) =>
        {
            Interlocked.Increment(ref calls);
            return Database.AddOrderAsync(notification, context);
        });

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => (number % 2 == 0 ? one : two).PostAsync(Notification)));

        Assert.That(responses.Select(response => response.Status), Is.All.EqualTo(204).Or.EqualTo(409));
        Assert.That(((await one.PostAsync(Notification)).Status, (await two.PostAsync(Notification)).Status), Is.EqualTo((204, 204)));
        Assert.That((calls, Database.CountOrders(Id)), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Handler_ThrowsAfterItsEffect_IsRolledBackAndSucceedsWithTheNextAttempt()
    {
        var attempts = new List<long>();
        await using var host = await Database.StartAsync(async (notification, context, _) =>
        {
            attempts.Add(context.Attempt);
            await Database.AddOrderAsync(notification, context);
            if (attempts.Count < 3)
            {
                throw new InvalidDataException(RecordingHandler.Failure);
            }
        });

        var first = await host.PostAsync(Notification);
        var rolledBack = Database.CountOrders(Id);
        var second = await host.PostAsync(Notification);
        var third = await host.PostAsync(Notification);
        var fourth = await host.PostAsync(Notification);

        Assert.That((first.Status, second.Status, third.Status, fourth.Status), Is.EqualTo((500, 500, 204, 204)));
        Assert.That(attempts, Is.EqualTo([1, 2, 3]));
        Assert.That((rolledBack, Database.CountOrders(Id)), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Delivery_WhileAnotherInstanceHandles_Gets409AndHasOneEffect()
    {
        var gate = new Gate();
        await using var one = await Database.StartAsync(async (notification, context, _) =>
        {
            await Database.AddOrderAsync(notification, context);
            await gate.PassAsync(CancellationToken.None);
        });
        await using var two = await Database.StartAsync((notification, context, _) => Database.AddOrderAsync(notification, context));

        var first = one.PostAsync(Notification);
        await gate.Entered;
        var second = await two.PostAsync(Notification);
        gate.Open();

        Assert.That(((await first).Status, second.Status), Is.EqualTo((204, 409)));
        Assert.That((await two.PostAsync(Notification)).Status, Is.EqualTo(204));
        Assert.That(Database.CountOrders(Id), Is.EqualTo(1));
    }

    [Test]
    public async Task Handler_SlowerThanTheResponse_HasOneEffect()
    {
        var gate = new Gate();
        await using var host = await Database.StartAsync(
            async (notification, context, _) =>
            {
                await Database.AddOrderAsync(notification, context);
                await gate.PassAsync(CancellationToken.None);
            },
            options => options.ResponseTimeout = TimeSpan.FromSeconds(1));

        var late = await host.PostAsync(Notification);
        gate.Open();
        await Wait.UntilAsync(() => Database.CountOrders(Id) == 1);
        var next = await host.PostAsync(Notification);

        Assert.That((late.Status, next.Status), Is.EqualTo((500, 204)));
        Assert.That(Database.CountOrders(Id), Is.EqualTo(1));
    }

    [Test]
    public async Task Handler_CanceledWithTheResponse_IsRolledBackAndHandledNextTime()
    {
        var attempts = new List<long>();
        await using var host = await Database.StartAsync(
            async (notification, context, cancellationToken) =>
            {
                attempts.Add(context.Attempt);
                await Database.AddOrderAsync(notification, context);
                await (attempts.Count == 1 ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask);
            },
            options => options.ResponseTimeout = TimeSpan.FromSeconds(1));

        var canceled = await host.PostAsync(Notification);
        HostResponse next;
        do
        {
            next = await host.PostAsync(Notification);
        }
        while (next.Status == 409);

        Assert.That((canceled.Status, next.Status), Is.EqualTo((500, 204)));
        Assert.That((Database.CountOrders(Id), attempts[^1]), Is.EqualTo((1, attempts.Count)));
    }

    [Test]
    public async Task Notifications_WithOtherKeys_HaveTheirOwnEffects()
    {
        await using var host = await Database.StartAsync((notification, context, _) => Database.AddOrderAsync(notification, context));

        // Equal for a collation that ignores case or trailing spaces.
        var ids = (string[])[Id, Id.ToLowerInvariant(), Id + " ", Id + "é", Id + "e"];
        foreach (var id in ids)
        {
            Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One, id))).Status, Is.EqualTo(204));
        }

        Assert.That(Database.Read<int>($"SELECT COUNT(*) FROM {Database.Orders}"), Is.EqualTo(ids.Length));
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
}
