using System.Data.Common;
using System.Diagnostics;
using WeChatPay.Chain.Sql.Tests.Support;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>Notifications while the server is killed, frozen, restarted, slow, read-only or unreachable. The effect happens once.</summary>
[TestFixture(SqlDialect.PostgreSql)]
[TestFixture(SqlDialect.MySql)]
[NonParallelizable]
internal sealed class FailureTests(SqlDialect dialect) : IAsyncDisposable
{
    private readonly string _id = $"EV-{Guid.NewGuid():N}";
    private TestDatabase? _database;

    private TestDatabase Database => _database!;

    private TestServer Server => Database.Server!;

    private SignedNotification Notification => SignedNotification.Create(TestMerchant.One, _id);

    [SetUp]
    public void CreateTables() => _database = new TestDatabase(dialect);

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task Server_KilledBeforeTheNotification_Gets500AndIsHandledAfterItsRestart()
    {
        await using var host = await StartAsync();
        await host.PostAsync(SignedNotification.Create(TestMerchant.One, $"{_id}-before"));

        Server.Kill();
        var away = await host.PostAsync(Notification);
        Server.Start();
        var back = await PostUntilHandledAsync(host);

        Assert.That((away.Status, back.Status), Is.EqualTo((500, 204)));
        Assert.That(away.Body, Does.Not.Contain("secret").And.Not.Contain("127.0.0.1"));
        Assert.That(Database.CountOrders(_id), Is.EqualTo(1));
    }

    [Test]
    public async Task Server_KilledAfterTheEffect_HasOneEffectAfterItsRestart()
    {
        var calls = 0;
        await using var host = await Database.StartAsync(async (notification, context, _) =>
        {
            await Database.AddOrderAsync(notification, context);
            if (++calls == 1)
            {
                Server.Kill();
            }
        });

        var away = await host.PostAsync(Notification);
        Server.Start();
        var back = await PostUntilHandledAsync(host);

        Assert.That((away.Status, back.Status, calls), Is.EqualTo((500, 204, 2)));
        Assert.That(Database.CountOrders(_id), Is.EqualTo(1));
    }

    [Test]
    public async Task Server_FrozenAfterTheEffect_HasOneEffectAfterwards()
    {
        var calls = 0;
        await using var host = await Database.StartAsync(async (notification, context, _) =>
        {
            await Database.AddOrderAsync(notification, context);
            if (++calls == 1)
            {
                Server.Freeze();
            }
        });

        var time = Stopwatch.StartNew();
        var frozen = await host.PostAsync(Notification);
        var elapsed = time.Elapsed;
        Server.Thaw();
        var back = await PostUntilHandledAsync(host);

        Assert.That((frozen.Status, back.Status), Is.EqualTo((500, 204)));
        Assert.That(elapsed, Is.LessThan(TimeSpan.FromSeconds(7)));
        Assert.That(Database.CountOrders(_id), Is.EqualTo(1));
    }

    [Test]
    public async Task Server_Frozen_FiftyDeliveriesHaveOneEffectAfterwards()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        await one.PostAsync(SignedNotification.Create(TestMerchant.One, $"{_id}-before"));

        Server.Freeze();
        var frozen = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => (number % 2 == 0 ? one : two).PostAsync(Notification)));
        Server.Thaw();
        var back = await PostUntilHandledAsync(one);

        Assert.That(frozen.Select(response => response.Status), Is.All.EqualTo(500));
        Assert.That((back.Status, Database.CountOrders(_id)), Is.EqualTo((204, 1)));
    }

    [Test]
    public async Task Server_ReadOnly_Gets500AndIsHandledAfterwards()
    {
        await using var host = await StartAsync();

        await Server.SetReadOnlyAsync(true);
        HostResponse away;
        try
        {
            // The server reads its configuration a moment later.
            await Wait.UntilAsync(() => !CanWrite());
            away = await host.PostAsync(Notification);
        }
        finally
        {
            await Server.SetReadOnlyAsync(false);
        }
        var back = await PostUntilHandledAsync(host);

        Assert.That((away.Status, back.Status), Is.EqualTo((500, 204)));
        Assert.That(Database.CountOrders(_id), Is.EqualTo(1));
    }

    [Test]
    public async Task Server_Slow_FiftyDeliveriesHaveOneEffect()
    {
        using var proxy = new TcpProxy(Server.Port) { Delay = TimeSpan.FromMilliseconds(50) };
        await using var slow = await StartAsync(Server.Through(proxy.Port));
        await using var other = await StartAsync();

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => (number % 2 == 0 ? slow : other).PostAsync(Notification)));
        var back = await PostUntilHandledAsync(slow);

        Assert.That(responses.Select(response => response.Status), Is.All.AnyOf(204, 409, 500));
        Assert.That((back.Status, Database.CountOrders(_id)), Is.EqualTo((204, 1)));
    }

    [Test]
    public async Task Commit_WhoseReplyIsLost_HasOneEffect()
    {
        using var proxy = new TcpProxy(Server.Port);
        var calls = 0;
        await using var host = await Database.StartAsync(
            async (notification, context, _) =>
            {
                await Database.AddOrderAsync(notification, context);
                proxy.DropsReplies = ++calls == 1;
            },
            connectionString: Server.Through(proxy.Port));

        var lost = await host.PostAsync(Notification);
        proxy.DropsReplies = false;
        proxy.Cut();
        var back = await PostUntilHandledAsync(host);

        Assert.That((lost.Status, back.Status), Is.EqualTo((500, 204)));
        Assert.That(Database.CountOrders(_id), Is.EqualTo(1));
    }

    private bool CanWrite()
    {
        try
        {
            Database.Execute($"UPDATE {Database.Orders} SET number = number");
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private Task<WebHost> StartAsync(string? connectionString = null) => Database.StartAsync(
        (notification, context, _) => Database.AddOrderAsync(notification, context), connectionString: connectionString);

    private async Task<HostResponse> PostUntilHandledAsync(WebHost host)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var response = await host.PostAsync(Notification);
            if (response.Status == 204)
            {
                return response;
            }
            Assert.That(timeout.IsCancellationRequested, Is.False, () => $"{response.Status}: {host.Log.Text}");
        }
    }
}
