using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Handling;

internal sealed partial class NotificationDispatcherTests
{
    private const string BeingHandled = """{"code":"FAIL","message":"The notification is being handled."}""";
    private const string NotHandled = """{"code":"FAIL","message":"The notification was not handled."}""";

    private readonly TestTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_255_523));

    private readonly RecordingClaims _inbox;

    public NotificationDispatcherTests() => _inbox = new RecordingClaims(_clock);

    private SignedNotification Notification => SignedNotification.Create(TestMerchant.One, time: _clock.GetUtcNow());

    [Test]
    public async Task Dispatch_DeliveredAgain_Gets204AndIsHandledOnce()
    {
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled);

        await host.PostAsync(Notification);
        _clock.Advance(TimeSpan.FromHours(1));
        var repeated = await host.PostAsync(Notification);

        Assert.That(repeated.Status, Is.EqualTo(204));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispatch_Concurrently_IsHandledOnceAndTheOthersGet409()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        await using var host = await StartAsync(handled);

        var posts = Enumerable.Range(0, 16).Select(_ => host.PostAsync(Notification)).ToList();
        await gate.Entered;
        var others = new List<HostResponse>();
        while (posts.Count > 1)
        {
            var done = await Task.WhenAny(posts);
            posts.Remove(done);
            others.Add(await done);
        }
        gate.Open();

        Assert.That(others, Is.All.EqualTo(new HostResponse(409, BeingHandled)), "The first may still fail.");
        Assert.That((await posts.Single()).Status, Is.EqualTo(204));
        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(204));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispatch_HandlerThrows_Gets500AndIsHandledAtTheNextDelivery()
    {
        var handled = new RecordingHandler { Failures = 1 };
        await using var host = await StartAsync(handled);

        var responses = new[]
        {
            await host.PostAsync(Notification),
            await host.PostAsync(Notification),
            await host.PostAsync(Notification),
        };

        Assert.That(responses, Is.EqualTo([new HostResponse(500, NotHandled), new HostResponse(204, ""), new HostResponse(204, "")]));
        Assert.That((handled.Calls, handled.Notifications.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Dispatch_HandlerTooSlow_IsCanceledAndGets500()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await gate.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That(await post, Is.EqualTo(new HostResponse(500, NotHandled)));
        gate.Open();
        await Wait.UntilAsync(() => _inbox.Calls.Contains("Release"));
        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(204), "The next delivery is handled.");
        Assert.That((handled.Calls, handled.Notifications.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Dispatch_SlowHandlerIgnoresItsToken_KeepsClaimAndRunsOnce()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassUncancelableAsync };
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await gate.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(409));
        gate.Open();
        await Wait.UntilAsync(() => _inbox.Calls.Contains("Complete"));

        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(204));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispatch_HandlerBlocksItsThread_RespondsInTime()
    {
        using var entered = new SemaphoreSlim(0);
        using var open = new ManualResetEventSlim();
        await using var host = await StartAsync(new RecordingHandler
        {
            Work = _ =>
            {
                entered.Release();
                open.Wait(CancellationToken.None);
                return Task.CompletedTask;
            },
        });

        var post = host.PostAsync(Notification);
        await entered.WaitAsync();
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That((await post).Status, Is.EqualTo(500));
        open.Set();
        await Wait.UntilAsync(() => _inbox.Calls.Contains("Complete"));
    }

    [Test]
    public async Task Verify_KeyDownloadTooSlow_Gets500InTime()
    {
        var gate = new Gate();
        var handled = new RecordingHandler();
        var values = TestMerchant.One.Configuration;
        values.Remove($"PlatformKeys:{TestMerchant.PublicKeyId}");
        values["DownloadPlatformCertificates"] = "true";
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify/{merchant}", handled.HandleAsync),
            services => services.AddSingleton<TimeProvider>(_clock).AddWeChatPay("downloading", new ReloadableConfiguration(values).Section)
                .Options.Configure(options => options.PrimaryHandler = new PlatformHandler(TestMerchant.One, gate)));

        var post = host.PostAsync(Notification, "/notify/downloading");
        await gate.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That(await post, Is.EqualTo(new HostResponse(500, NotHandled)));
        Assert.That(handled.Calls, Is.Zero);
        Assert.That(
            host.Log.Text,
            Does.Contain($"A notification to merchant {TestMerchant.One.Id} ('downloading') could not be verified")
                .And.Not.Contain("is authentic"));
        gate.Open();
    }

    [Test]
    public async Task Verify_WithoutApiV3Key_IsNotLoggedAsAuthentic()
    {
        var handled = new RecordingHandler();
        var values = TestMerchant.One.Configuration;
        values.Remove("ApiV3Key");
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify/{merchant}", handled.HandleAsync),
            services => services.AddWeChatPay("keyless", new ReloadableConfiguration(values).Section));

        Assert.That(await host.PostAsync(Notification, "/notify/keyless"), Is.EqualTo(new HostResponse(500, NotHandled)));
        Assert.That(
            host.Log.Text,
            Does.Contain($"A notification to merchant {TestMerchant.One.Id} ('keyless') could not be verified")
                .And.Not.Contain("is authentic"));
        Assert.That(handled.Calls, Is.Zero);
    }

    [Test]
    public async Task Read_BodyArrivesTooSlowly_Gets500InTime()
    {
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled);
        using var client = new System.Net.Sockets.TcpClient("127.0.0.1", new Uri(host.App.Urls.Single()).Port);
        using var reader = new StreamReader(client.GetStream());

        await client.GetStream().WriteAsync("POST /notify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
        await Wait.UntilAsync(() => _clock.HasTimerWithin(TimeSpan.FromSeconds(4.5)));
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That(await reader.ReadLineAsync(), Does.StartWith("HTTP/1.1 500"));
        Assert.That(handled.Calls, Is.Zero);
    }

    private Task<WebHost> StartAsync(RecordingHandler handled, TimeSpan? responseTimeout = null) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications(
            "/notify",
            handled.HandleAsync,
            options => options.ResponseTimeout = responseTimeout ?? options.ResponseTimeout),
        services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<INotificationClaims>(_inbox));
}
