using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>The contract of the store: what one or two instances see of a notification.</summary>
internal sealed class StoreTests(SqlDialect dialect) : SqlTests(dialect)
{
    private const string Endpoint = "notify";

    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(1);

    private ServiceProvider? _one;
    private ServiceProvider? _two;

    private NotificationKey Key => new("1900000109", Endpoint, Id);

    private INotificationStore One => _one!.GetRequiredService<INotificationStore>();

    private INotificationStore Two => _two!.GetRequiredService<INotificationStore>();

    [SetUp]
    public void CreateInstances() => (_one, _two) = (CreateInstance(), CreateInstance());

    [TearDown]
    public async Task DisposeInstances()
    {
        await (_one?.DisposeAsync() ?? default);
        await (_two?.DisposeAsync() ?? default);
    }

    [Test]
    public async Task Add_ThenTakeAtAnotherInstance_IsTheSameNotification()
    {
        var added = Create(Key);

        Assert.That(await One.AddAsync(added, CancellationToken.None), Is.True);
        var taken = (await TakeAsync(Two))!;

        Assert.That(
            (taken.Key, taken.Client, taken.ReceivedAt, taken.Attempt),
            Is.EqualTo((added.Key, added.Client, added.ReceivedAt, 1)));
        Assert.That(taken.Headers, Is.EquivalentTo(added.Headers));
        Assert.That(taken.Body.ToArray(), Is.EqualTo(added.Body.ToArray()));
    }

    [Test]
    public async Task Add_OfAStoredNotification_DoesNothing()
    {
        await One.AddAsync(Create(Key), CancellationToken.None);
        await TakeAsync(One);

        Assert.That(await Two.AddAsync(Create(Key) with { Client = "other" }, CancellationToken.None), Is.True);

        Assert.That(await TakeAsync(Two), Is.Null);
    }

    [Test]
    public async Task Add_OfAHandledNotification_DoesNothing()
    {
        await using var host = await Database.StartAsync((notification, context, _) => Database.AddOrderAsync(notification, context));
        await host.PostAsync(Notification);

        Assert.That(await One.AddAsync(Create(Key), CancellationToken.None), Is.True);

        Assert.That(await TakeAsync(One), Is.Null);
    }

    [Test]
    public async Task Add_WhileTheHandlerOfTheNotificationRuns_DoesNotWait()
    {
        if (Dialect == SqlDialect.Sqlite)
        {
            Assert.Ignore("SQLite has one writer.");
        }
        var gate = new Gate();
        await using var host = await Database.StartAsync((_, _, _) => gate.PassAsync(CancellationToken.None));
        var post = host.PostAsync(Notification);
        await gate.Entered;

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        Assert.That(await One.AddAsync(Create(Key), limit.Token), Is.True);
        gate.Open();

        Assert.That((await post).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Take_ByManyWorkersOfTwoInstances_GivesEachNotificationToOne()
    {
        var keys = Enumerable.Range(0, 20).Select(number => Key with { NotificationId = $"{Id}-{number}" }).ToList();
        foreach (var key in keys)
        {
            await One.AddAsync(Create(key), CancellationToken.None);
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => TakeAsync(number % 2 == 0 ? One : Two))));

        Assert.That(taken.OfType<StoredNotification>().Select(notification => notification.Key), Is.EquivalentTo(keys));
    }

    [Test]
    public async Task Take_OfTwoDueNotifications_StartsWithTheOldest()
    {
        await One.AddAsync(Create(Key), CancellationToken.None);
        await One.AddAsync(Create(Key with { NotificationId = $"{Id}-2" }), CancellationToken.None);

        Assert.That((await TakeAsync(One))!.Key, Is.EqualTo(Key));
    }

    [Test]
    public async Task Take_OfAnotherEndpointOrMerchant_FindsNothing()
    {
        await One.AddAsync(Create(Key), CancellationToken.None);

        Assert.That(await One.TakeAsync(Key.MerchantId, "Notify", _lease, CancellationToken.None), Is.Null);
        Assert.That(await One.TakeAsync("1900000110", Endpoint, _lease, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Lease_ThatExpired_LetsAnotherInstanceTakeAndFencesTheFirst()
    {
        await One.AddAsync(Create(Key), CancellationToken.None);
        await One.TakeAsync(Key.MerchantId, Endpoint, TimeSpan.FromMilliseconds(1), CancellationToken.None);

        var taken = await TakeWhenDueAsync(Two);

        Assert.That(taken.Attempt, Is.EqualTo(2));
        Assert.That(await One.RenewAsync(Key, 1, _lease, CancellationToken.None), Is.False);
        Assert.That(await One.FailAsync(Key, 1, "late", null, CancellationToken.None), Is.False);
        Assert.That(await Two.RenewAsync(Key, 2, _lease, CancellationToken.None), Is.True);
    }

    [Test]
    public async Task Renew_OfALease_KeepsOthersFromTakingIt()
    {
        await One.AddAsync(Create(Key), CancellationToken.None);
        await One.TakeAsync(Key.MerchantId, Endpoint, TimeSpan.FromMilliseconds(1), CancellationToken.None);

        Assert.That(await One.RenewAsync(Key, 1, _lease, CancellationToken.None), Is.True);

        Assert.That(await TakeAsync(Two), Is.Null);
    }

    [Test]
    public async Task Complete_OfATakenNotification_RemovesIt()
    {
        await One.AddAsync(Create(Key), CancellationToken.None);
        await TakeAsync(One);

        await One.CompleteAsync(Key, CancellationToken.None);

        Assert.That(await One.RenewAsync(Key, 1, _lease, CancellationToken.None), Is.False);
        Assert.That(await One.CountAsync(CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Fail_WithAPause_IsDueAfterIt()
    {
        await One.AddAsync(Create(Key), CancellationToken.None);
        await TakeAsync(One);

        Assert.That(await One.FailAsync(Key, 1, "no stock", TimeSpan.FromMinutes(1), CancellationToken.None), Is.True);
        Assert.That(await TakeAsync(One), Is.Null);
        Assert.That(await One.FailAsync(Key, 1, "no stock", TimeSpan.Zero, CancellationToken.None), Is.False, "It is not taken.");
        Assert.That(await One.ListFailedAsync(10, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task Fail_WithoutAPause_KeepsTheNotificationUntilItRunsAgain()
    {
        var added = Create(Key);
        await One.AddAsync(added, CancellationToken.None);
        await TakeAsync(One);

        Assert.That(await One.FailAsync(Key, 1, new string('x', 100_000), null, CancellationToken.None), Is.True);
        var failed = (await Two.ListFailedAsync(10, CancellationToken.None)).Single();
        var whileFailed = await TakeAsync(Two);
        var isDueAgain = await Two.RunAgainAsync(Key, CancellationToken.None);
        var again = await TakeAsync(One);

        Assert.That((failed.Key, failed.ReceivedAt, failed.Attempts), Is.EqualTo((Key, added.ReceivedAt, 1)));
        Assert.That(failed.FailedAt, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
        Assert.That(failed.Error, Has.Length.EqualTo(4000));
        Assert.That((whileFailed, isDueAgain, again!.Attempt), Is.EqualTo((default(StoredNotification), true, 1)));
        Assert.That(await One.ListFailedAsync(10, CancellationToken.None), Is.Empty);
        Assert.That(await One.RunAgainAsync(Key, CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Fail_WithTextThatADatabaseRejects_IsRecorded()
    {
        await One.AddAsync(Create(Key), CancellationToken.None);
        await TakeAsync(One);

        // The limit of 4000 characters splits the last one.
        var error = $"no stock\0{new string('x', 3990)}\U0001F600";
        Assert.That(await One.FailAsync(Key, 1, error, null, CancellationToken.None), Is.True);

        var failed = (await One.ListFailedAsync(10, CancellationToken.None)).Single();
        Assert.That(failed.Error, Is.EqualTo($"no stock\uFFFD{new string('x', 3990)}\uFFFD"));
    }

    [Test]
    public async Task Take_OfHeadersThatWereDamaged_DoesNotBlockOthers()
    {
        var next = Key with { NotificationId = $"{Id}-2" };
        await One.AddAsync(Create(Key), CancellationToken.None);
        Database.Execute($"UPDATE {Database.Prefix}queue SET headers = '{{'");
        await One.AddAsync(Create(next), CancellationToken.None);

        var damaged = await TakeAsync(One);

        Assert.That((damaged!.Key, damaged.Headers.Count), Is.EqualTo((Key, 0)));
        Assert.That((await TakeAsync(One))!.Key, Is.EqualTo(next));
    }

    [Test]
    public async Task ListFailed_OfSeveral_BeginsWithTheOldest()
    {
        for (var number = 0; number < 3; number++)
        {
            await One.AddAsync(Create(Key with { NotificationId = $"{Id}-{number}" }), CancellationToken.None);
            await One.FailAsync((await TakeAsync(One))!.Key, 1, "no stock", null, CancellationToken.None);
        }

        var failed = await One.ListFailedAsync(2, CancellationToken.None);

        Assert.That(failed.Select(failure => failure.Key.NotificationId), Is.EqualTo([$"{Id}-0", $"{Id}-1"]));
    }

    [Test]
    public async Task Count_OfTwoEndpoints_TellsWhatWaitsIsDueAndFailed()
    {
        foreach (var number in Enumerable.Range(0, 3))
        {
            await One.AddAsync(Create(Key with { NotificationId = $"{Id}-{number}" }), CancellationToken.None);
        }
        await One.AddAsync(Create(Key with { Endpoint = "Notify" }), CancellationToken.None);
        await One.FailAsync((await TakeAsync(One))!.Key, 1, "no stock", null, CancellationToken.None);
        await TakeAsync(One);

        var counts = await Two.CountAsync(CancellationToken.None);

        Assert.That(
            counts.Select(count => (count.MerchantId, count.Endpoint, count.Waiting, count.Due, count.Failed)),
            Is.EquivalentTo([(Key.MerchantId, Endpoint, 2, 1, 1), (Key.MerchantId, "Notify", 1, 1, 0)]));
        Assert.That(counts.Select(count => count.OldestAge), Is.All.InRange(TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task Background_HandlerFailsTwice_HasOneEffectAfterItsRetries()
    {
        var attempts = new List<long>();
        await using var host = await Database.StartAsync(
            async (notification, context, _) =>
            {
                attempts.Add(context.Attempt);
                await Database.AddOrderAsync(notification, context);
                if (attempts.Count < 3)
                {
                    throw new InvalidDataException(RecordingHandler.Failure);
                }
            },
            options => options.Background = NotificationBackground.Stored,
            services => services.Configure<NotificationQueueOptions>(
                queue => queue.FirstRetryDelay = queue.PollInterval = TimeSpan.FromMilliseconds(100)));

        var posted = await host.PostAsync(Notification);
        await Wait.UntilAsync(() => Database.CountOrders(Id) == 1);
        await Wait.UntilAsync(() => Database.Read<int>($"SELECT COUNT(*) FROM {Database.Prefix}queue") == 0);
        var next = await host.PostAsync(Notification);

        Assert.That((posted.Status, next.Status), Is.EqualTo((204, 204)));
        Assert.That(attempts, Is.EqualTo([1, 2, 3]));
        Assert.That(Database.CountOrders(Id), Is.EqualTo(1));
    }

    [Test]
    public async Task Background_AfterARestart_HandlesWhatWasStored()
    {
        await using (var host = await Database.StartAsync(
            (_, _, _) => throw new InvalidDataException(RecordingHandler.Failure),
            options => options.Background = NotificationBackground.Stored,
            services => services.Configure<NotificationQueueOptions>(queue => queue.FirstRetryDelay = TimeSpan.FromMilliseconds(1))))
        {
            Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(204));
        }

        await using var restarted = await Database.StartAsync(
            (notification, context, _) => Database.AddOrderAsync(notification, context),
            options => options.Background = NotificationBackground.Stored,
            services => services.Configure<NotificationQueueOptions>(queue => queue.PollInterval = TimeSpan.FromMilliseconds(100)));
        await Wait.UntilAsync(() => Database.Read<int>($"SELECT COUNT(*) FROM {Database.Prefix}queue") == 0);

        Assert.That(Database.CountOrders(Id), Is.EqualTo(1));
    }

    private static StoredNotification Create(NotificationKey key) => new(
        key,
        "shop",
        new Dictionary<string, string> { ["Wechatpay-Nonce"] = "5K8264ILTKCH16CQ2502SI8ZNMTM67VS", ["Wechatpay-Serial"] = "\"'é微" },
        new byte[] { 0, 1, 39, 92, 255 },
        DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123),
        Attempt: 0);

    private static Task<StoredNotification?> TakeAsync(INotificationStore store) =>
        store.TakeAsync("1900000109", Endpoint, _lease, CancellationToken.None);

    private static async Task<StoredNotification> TakeWhenDueAsync(INotificationStore store)
    {
        StoredNotification? taken = null;
        while (taken is null)
        {
            taken = await TakeAsync(store);
        }
        return taken;
    }

    private ServiceProvider CreateInstance()
    {
        var source = Database.CreateDataSource(Database.ConnectionString);
        return new ServiceCollection()
            .AddWeChatPaySqlInbox(Dialect, _ => source, options => options.TablePrefix = Database.Prefix)
            .BuildServiceProvider();
    }
}
