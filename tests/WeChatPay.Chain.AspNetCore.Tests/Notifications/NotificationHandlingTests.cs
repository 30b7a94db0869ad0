using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Notifications;

internal sealed partial class NotificationHandlingTests
{
    private const string BeingHandled = """{"code":"FAIL","message":"The notification is being handled."}""";
    private const string NotHandled = """{"code":"FAIL","message":"The notification was not handled."}""";

    private readonly ManualTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_255_523));

    private readonly RecordingInbox _inbox;

    public NotificationHandlingTests() => _inbox = new RecordingInbox(_clock);

    private SignedNotification Notification => SignedNotification.Create(TestMerchant.One, time: _clock.GetUtcNow());

    [Test]
    public async Task Handle_TheSameAgain_IsAnswered204AndHandledOnce()
    {
        var handled = new Handled();
        await using var host = await StartAsync(handled);

        await host.PostAsync(Notification);
        _clock.Advance(TimeSpan.FromHours(1));
        var repeated = await host.PostAsync(Notification);

        Assert.That(repeated.Status, Is.EqualTo(204));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Handle_ManyAtOnce_IsHandledOnceAndTheOthersAreAskedToRepeat()
    {
        var gate = new Gate();
        var handled = new Handled { Meanwhile = gate.PassAsync };
        await using var host = await StartAsync(handled);

        var posts = Enumerable.Range(0, 16).Select(_ => host.PostAsync(Notification)).ToList();
        await gate.Entered;
        var others = new List<Answer>();
        while (posts.Count > 1)
        {
            var done = await Task.WhenAny(posts);
            posts.Remove(done);
            others.Add(await done);
        }
        gate.Open();

        Assert.That(others, Is.All.EqualTo(new Answer(409, BeingHandled)), "The first may still fail.");
        Assert.That((await posts.Single()).Status, Is.EqualTo(204));
        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(204));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Handle_AHandlerThatThrows_IsAnswered500AndHandledWhenItIsRepeated()
    {
        var handled = new Handled { Failures = 1 };
        await using var host = await StartAsync(handled);

        var answers = new[] { await host.PostAsync(Notification), await host.PostAsync(Notification), await host.PostAsync(Notification) };

        Assert.That(answers, Is.EqualTo([new Answer(500, NotHandled), new Answer(204, ""), new Answer(204, "")]));
        Assert.That((handled.Calls, handled.Notifications.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Handle_AHandlerThatIsTooSlow_IsCancelledAndAnswered500()
    {
        var gate = new Gate();
        var handled = new Handled { Meanwhile = gate.PassAsync };
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await gate.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That(await post, Is.EqualTo(new Answer(500, NotHandled)));
        gate.Open();
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Release"));
        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(204), "The repeat is handled.");
        Assert.That((handled.Calls, handled.Notifications.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Handle_ASlowHandlerThatGoesOnRegardless_KeepsItsClaimAndIsNotRunTwice()
    {
        var gate = new Gate();
        var handled = new Handled { Meanwhile = gate.PassAnywayAsync };
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await gate.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(409));
        gate.Open();
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Complete"));

        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(204));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Handle_AHandlerThatBlocksItsThread_IsAnsweredInTime()
    {
        using var entered = new SemaphoreSlim(0);
        using var open = new ManualResetEventSlim();
        await using var host = await StartAsync(new Handled
        {
            Meanwhile = _ =>
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
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Complete"));
    }

    [Test]
    public async Task Handle_WhileItsKeyIsDownloadedTooSlowly_IsAnswered500InTime()
    {
        var gate = new Gate();
        var handled = new Handled();
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

        Assert.That(await post, Is.EqualTo(new Answer(500, NotHandled)));
        Assert.That(handled.Calls, Is.Zero);
        Assert.That(host.Log.Text, Does.Contain("A notification to the merchant 'downloading' could not be verified").And.Not.Contain("is the platform's"));
        gate.Open();
    }

    [Test]
    public async Task Handle_WithoutTheKeyThatOpensIt_IsNotSaidToBeThePlatforms()
    {
        var handled = new Handled();
        var values = TestMerchant.One.Configuration;
        values.Remove("ApiV3Key");
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify/{merchant}", handled.HandleAsync),
            services => services.AddWeChatPay("keyless", new ReloadableConfiguration(values).Section));

        Assert.That(await host.PostAsync(Notification, "/notify/keyless"), Is.EqualTo(new Answer(500, NotHandled)));
        Assert.That(host.Log.Text, Does.Contain("A notification to the merchant 'keyless' could not be verified").And.Not.Contain("is the platform's"));
        Assert.That(handled.Calls, Is.Zero);
    }

    [Test]
    public async Task Handle_ABodyThatArrivesTooSlowly_IsAnswered500InTime()
    {
        var handled = new Handled();
        await using var host = await StartAsync(handled);
        using var client = new System.Net.Sockets.TcpClient("127.0.0.1", new Uri(host.App.Urls.Single()).Port);
        using var reader = new StreamReader(client.GetStream());

        await client.GetStream().WriteAsync("POST /notify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
        await Until.HoldsAsync(() => _clock.HasTimerWithin(TimeSpan.FromSeconds(4.5)));
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That(await reader.ReadLineAsync(), Does.StartWith("HTTP/1.1 500"));
        Assert.That(handled.Calls, Is.Zero);
    }

    private Task<WebHost> StartAsync(Handled handled, TimeSpan? answerWithin = null) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync, options => options.AnswerWithin = answerWithin ?? options.AnswerWithin),
        services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<INotificationInbox>(_inbox));
}
