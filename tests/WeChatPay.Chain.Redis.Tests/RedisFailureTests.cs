using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Redis.Tests.Support;

namespace WeChatPay.Chain.Redis.Tests;

/// <summary>
/// Notifications while Redis is flushed, restarted, frozen, read-only, slow, or unreachable for one of two instances.
/// </summary>
internal sealed class RedisFailureTests : IDisposable
{
    private readonly RedisServer _redis = new();
    private readonly string _id = $"EV-{Guid.NewGuid():N}";

    private SignedNotification Notification => SignedNotification.Create(TestMerchant.One, _id);

    public void Dispose() => _redis.Dispose();

    [Test]
    public async Task QueuedNotifications_RedisFails_AreHandledOnce(
        [Values("flush", "restart", "freeze", "read-only")] string failure, [Values] bool isRepairedFirst)
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        await using var host = await StartAsync(
            handled.HandleAsync,
            $"{_redis.Configuration},configCheckSeconds=1",
            options => (options.Background, options.ClaimLifetime) = (NotificationBackground.InMemory, TimeSpan.FromSeconds(1)));
        var ids = Enumerable.Range(0, 10).Select(number => $"{_id}-{number}").ToList();
        foreach (var id in ids)
        {
            Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One, id))).Status, Is.EqualTo(204));
        }
        await gate.Entered;

        await BreakAsync(failure);
        var sign = failure is "flush" ? "it was claimed again" : "was lost; another instance";
        if (failure is not "restart")
        {
            await Wait.UntilAsync(() => host.Log.Lines.Any(line => line.Contains(sign, StringComparison.Ordinal)));
        }
        if (isRepairedFirst)
        {
            await RepairAsync(failure);
        }
        gate.Open();
        await RepairAsync(failure);
        await Wait.UntilAsync(() => handled.Notifications.Count == 10);

        Assert.That(handled.Notifications.Select(notification => notification.Id), Is.EquivalentTo(ids));
        Assert.That(handled.Calls, failure is "flush" ? Is.EqualTo(10) : Is.InRange(10, 11), "A handler that lost its claim is canceled.");
    }

    [Test]
    public async Task Notification_RedisReadOnly_Gets500AndIsHandledAfterwards()
    {
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled.HandleAsync, $"{_redis.Configuration},configCheckSeconds=1");

        await _redis.MakeReadOnlyAsync();
        var away = await host.PostAsync(Notification);
        Assert.That((away.Status, handled.Calls), Is.EqualTo((500, 0)));
        await _redis.MakeWritableAsync();
        var back = await PostUntilAsync(host, status => status == 204);

        Assert.That((back.Status, handled.Calls), Is.EqualTo((204, 1)));
    }

    [Test]
    public async Task Instance_DisconnectedFromRedis_CancelsHandlerBeforeAnotherStarts()
    {
        using var proxy = new TcpProxy(_redis.Port);
        var capture = new TokenCapture();
        await using var cutOff = await StartAsync((_, token) => capture.PassAsync(token), proxy.Configuration, WithClaimOf3Seconds);
        var wasStopped = new ConcurrentQueue<bool>();
        await using var other = await StartAsync(
            (_, _) =>
            {
                wasStopped.Enqueue(capture.Token.IsCancellationRequested);
                return Task.CompletedTask;
            },
            _redis.Configuration,
            WithClaimOf3Seconds);
        var post = cutOff.PostAsync(Notification);
        await capture.Gate.Entered;

        proxy.Hold();
        var taken = await PostUntilAsync(other, status => status != 409);
        proxy.Release();

        Assert.That(taken.Status, Is.EqualTo(204));
        Assert.That(wasStopped, Is.EqualTo([true]));
        Assert.That((await post).Status, Is.EqualTo(500));

        static void WithClaimOf3Seconds(NotificationOptions options) =>
            (options.ClaimLifetime, options.ResponseTimeout) = (TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task Claim_ReplyLost_DoesNotBlockOtherInstances([Values] bool isConnectionLostToo)
    {
        using var proxy = new TcpProxy(_redis.Port);
        using var observer = await ConnectionMultiplexer.ConnectAsync(_redis.Configuration);
        var handled = new RecordingHandler();
        await using var disconnected = await StartAsync(handled.HandleAsync, proxy.Configuration, WithClaimOf10Minutes);
        await using var other = await StartAsync(handled.HandleAsync, _redis.Configuration, WithClaimOf10Minutes);
        Assert.That((await disconnected.PostAsync(SignedNotification.Create(TestMerchant.One, $"{_id}-before"))).Status, Is.EqualTo(204));

        proxy.DropsReplies = true;
        var post = disconnected.PostAsync(Notification);
        if (isConnectionLostToo)
        {
            await Wait.UntilAsync(() => observer.GetServer(_redis.Configuration).Keys(pattern: $"*{_id}*").Any());
            proxy.DropsReplies = false;
            proxy.Cut();
        }
        Assert.That((await post).Status, Is.EqualTo(500));
        var taken = await PostUntilAsync(other, status => status != 409);

        Assert.That((taken.Status, handled.Calls), Is.EqualTo((204, 2)));

        static void WithClaimOf10Minutes(NotificationOptions options) => options.ClaimLifetime = TimeSpan.FromMinutes(10);
    }

    [Test]
    public async Task FiftyDeliveries_WithSlowRedis_AreHandledOnce()
    {
        using var proxy = new TcpProxy(_redis.Port) { Delay = TimeSpan.FromMilliseconds(100) };
        var handled = new RecordingHandler();
        await using var slow = await StartAsync(handled.HandleAsync, proxy.Configuration);
        await using var other = await StartAsync(handled.HandleAsync, _redis.Configuration);

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(number => (number % 2 == 0 ? slow : other).PostAsync(Notification)));

        Assert.That(responses.Select(response => response.Status), Is.All.EqualTo(204).Or.EqualTo(409));
        Assert.That(((await slow.PostAsync(Notification)).Status, (await other.PostAsync(Notification)).Status), Is.EqualTo((204, 204)));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task FiftyDeliveries_WithFrozenRedis_AreHandledOnceAfterwards()
    {
        var handled = new RecordingHandler();
        await using var one = await StartAsync(handled.HandleAsync, _redis.Configuration, WithShortTimeout);
        await using var two = await StartAsync(handled.HandleAsync, _redis.Configuration, WithShortTimeout);
        await one.PostAsync(SignedNotification.Create(TestMerchant.One, $"{_id}-before"));
        await two.PostAsync(SignedNotification.Create(TestMerchant.One, $"{_id}-before"));

        _redis.Freeze();
        var frozen = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => (number % 2 == 0 ? one : two).PostAsync(Notification)));
        Assert.That((frozen.Count(response => response.Status == 500), handled.Calls), Is.EqualTo((50, 1)));
        _redis.Thaw();
        await PostUntilAsync(one, status => status == 204);
        await PostUntilAsync(two, status => status == 204);

        Assert.That(handled.Calls, Is.EqualTo(2), "One before, and one of the fifty deliveries.");

        static void WithShortTimeout(NotificationOptions options) => options.ResponseTimeout = TimeSpan.FromSeconds(1);
    }

    [Test]
    public async Task BlockingHandlers_WithRedis_KeepTheirClaimsAndDelayNoOther()
    {
        using var open = new ManualResetEventSlim();
        var blocked = 0;
        await using var host = await StartAsync(
            (notification, _) =>
            {
                if (notification.Id.Contains("blocks", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref blocked);
                    open.Wait(CancellationToken.None);
                }
                return Task.CompletedTask;
            },
            _redis.Configuration,
            options => (options.ClaimLifetime, options.ResponseTimeout) = (TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1)));
        var blocking = Enumerable.Range(0, 30)
            .Select(number => host.PostAsync(SignedNotification.Create(TestMerchant.One, $"{_id}-blocks-{number}")))
            .ToList();
        await Wait.UntilAsync(() => blocked == 30);

        var time = Stopwatch.StartNew();
        for (var number = 0; time.Elapsed < TimeSpan.FromSeconds(4); number++)
        {
            Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One, $"{_id}-{number}"))).Status, Is.EqualTo(204));
        }
        open.Set();

        Assert.That((await Task.WhenAll(blocking)).Select(response => response.Status), Is.All.EqualTo(204));
        Assert.That(host.Log.Text, Does.Not.Contain("was lost; another instance"));
    }

    private static Task<WebHost> StartAsync(
        Func<Notification, CancellationToken, Task> handler,
        string redis,
        Action<NotificationOptions>? options = null) => WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify", handler, options),
            services => services.AddWeChatPayRedisInbox(redis).Configure<NotificationQueueOptions>(ConfigureQueue));

    private static void ConfigureQueue(NotificationQueueOptions queue)
    {
        queue.Workers = 1;
        queue.MaxAttempts = 1000;
        queue.FirstRetryDelay = queue.MaxRetryDelay = queue.PollInterval = TimeSpan.FromMilliseconds(100);
    }

    private async Task<HostResponse> PostUntilAsync(WebHost host, Func<int, bool> isEnough)
    {
        while (true)
        {
            var response = await host.PostAsync(Notification);
            if (isEnough(response.Status))
            {
                return response;
            }
        }
    }

    private async Task BreakAsync(string failure)
    {
        switch (failure)
        {
            case "flush":
                await _redis.FlushAsync();
                break;
            case "restart":
                _redis.Stop();
                _redis.Start();
                break;
            case "freeze":
                _redis.Freeze();
                break;
            default:
                await _redis.MakeReadOnlyAsync();
                break;
        }
    }

    private async Task RepairAsync(string failure)
    {
        switch (failure)
        {
            case "freeze":
                _redis.Thaw();
                break;
            case "read-only":
                await _redis.MakeWritableAsync();
                break;
            default:
                break;
        }
    }
}
