using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using WeChatPay.Chain.Redis.Tests.Support;

namespace WeChatPay.Chain.Redis.Tests;

/// <summary>Two web hosts that share only Redis.</summary>
internal sealed class TwoInstancesTests
{
    private readonly string _id = $"EV-{Guid.NewGuid():N}";

    private SignedNotification Notification => SignedNotification.Create(TestMerchant.One, _id);

    [Test]
    public async Task Notification_ConcurrentlyAtBothInstances_IsHandledOnce()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        await using var one = await StartAsync(handled);
        await using var two = await StartAsync(handled);

        var posts = Enumerable.Range(0, 16).Select(index => (index % 2 == 0 ? one : two).PostAsync(Notification)).ToList();
        await gate.Entered;
        var others = new List<int>();
        while (posts.Count > 1)
        {
            var done = await Task.WhenAny(posts);
            posts.Remove(done);
            others.Add((await done).Status);
        }
        gate.Open();

        Assert.That(others, Is.All.EqualTo(409));
        Assert.That((await posts.Single()).Status, Is.EqualTo(204));
        Assert.That(((await one.PostAsync(Notification)).Status, (await two.PostAsync(Notification)).Status), Is.EqualTo((204, 204)));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Notification_HandlerFailedAtOneInstance_IsHandledAtTheOther()
    {
        var handled = new RecordingHandler { Failures = 1 };
        await using var one = await StartAsync(handled);
        await using var two = await StartAsync(handled);

        var failed = await one.PostAsync(Notification);
        var repeated = await two.PostAsync(Notification);

        Assert.That((failed.Status, repeated.Status), Is.EqualTo((500, 204)));
        Assert.That((handled.Calls, handled.Notifications.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Notification_RedisStopped_Gets500AndIsHandledAfterRestart()
    {
        using var redis = new RedisServer();
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled, redis.Configuration);
        Assert.That((await host.PostAsync(SignedNotification.Create(TestMerchant.One, $"{_id}-before"))).Status, Is.EqualTo(204));

        redis.Stop();
        var away = await host.PostAsync(Notification);
        Assert.That((away.Status, handled.Calls), Is.EqualTo((500, 1)));
        Assert.That(away.Body, Does.Not.Contain("edis").And.Not.Contain("127.0.0.1"));

        redis.Start();
        HostResponse back;
        do
        {
            back = await host.PostAsync(Notification);
        }
        while (back.Status == 500);

        Assert.That((back.Status, handled.Calls), Is.EqualTo((204, 2)));
    }

    [Test]
    public async Task Notification_RedisStoppedWhileHandling_IsRecordedAfterRestart()
    {
        using var redis = new RedisServer();
        var handled = new RecordingHandler
        {
            Work = _ =>
            {
                redis.Stop();
                return Task.CompletedTask;
            },
        };
        await using var host = await StartAsync(handled, redis.Configuration);

        var first = await host.PostAsync(Notification);
        redis.Start();
        using var observer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        await Wait.UntilAsync(
            () => observer.GetDatabase().StringGet($"wechatpay:notification:{{{TestMerchant.One.Id}:notify:{_id}}}") == "done");
        var repeated = await host.PostAsync(Notification);

        Assert.That((first.Status, repeated.Status, handled.Calls), Is.EqualTo((204, 204, 1)));
    }

    [Test]
    public async Task Instance_StartedBeforeRedis_ConnectsLater()
    {
        using var redis = new RedisServer();
        redis.Stop();
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled, redis.Configuration);

        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(500));
        redis.Start();
        HostResponse back;
        do
        {
            back = await host.PostAsync(Notification);
        }
        while (back.Status == 500);

        Assert.That((back.Status, handled.Calls), Is.EqualTo((204, 1)));
    }

    private static Task<WebHost> StartAsync(RecordingHandler handled, string? redis = null) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync),
        services => services.AddWeChatPayRedisInbox(redis ?? SharedRedis.Configuration));
}
