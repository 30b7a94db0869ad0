using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Notifications;

internal sealed class NotificationHandlingTests
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
    public async Task Handle_AHandlerThatOutlivesItsClaim_RenewsIt()
    {
        var gate = new Gate();
        var handled = new Handled { Meanwhile = gate.PassAnywayAsync };
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await gate.Entered;
        for (var renewals = 0; renewals < 6; renewals++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await _inbox.Renewed.WaitAsync();
            // The next pause begins when the renewal was noted.
            await Until.HoldsAsync(() => _clock.HasTimerWithin(TimeSpan.FromSeconds(10)));
        }

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(409), "A minute later the claim of half a minute still holds.");
        gate.Open();
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Complete"));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Handle_AClaimThatCannotBeRenewed_CancelsTheHandlerWhenItHasRunOut()
    {
        var gate = new Gate();
        CancellationToken token = default;
        _inbox.Failing = ["Renew"];
        await using var host = await StartAsync(
            new Handled
            {
                Meanwhile = cancellationToken =>
                {
                    token = cancellationToken;
                    return gate.PassAsync(cancellationToken);
                },
            },
            answerWithin: TimeSpan.FromHours(1));

        var post = host.PostAsync(Notification);
        await gate.Entered;
        // Whatever becomes of the time of day: how long a claim lasts does not depend on it.
        _clock.Step(TimeSpan.FromDays(-1));
        for (var pauses = 0; pauses < 3; pauses++)
        {
            Assert.That(token.IsCancellationRequested, Is.False);
            await Until.HoldsAsync(() => _clock.HasTimerWithin(TimeSpan.FromSeconds(10)));
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(token.IsCancellationRequested);
    }

    [Test]
    public async Task Handle_AnInboxThatIsAway_IsAnswered500AndNothingIsHandled()
    {
        var handled = new Handled();
        await using var host = await StartAsync(handled);

        _inbox.Failing = ["Claim"];
        var away = await host.PostAsync(Notification);
        _inbox.Failing = [];
        var back = await host.PostAsync(Notification);

        Assert.That((away, back.Status), Is.EqualTo((new Answer(500, NotHandled), 204)));
        Assert.That(handled.Calls, Is.EqualTo(1));
        Assert.That(host.Log.Text, Does.Contain("The inbox is away."));
    }

    [Test]
    public async Task Handle_AnInboxThatHangs_IsAnswered500InTime()
    {
        var handled = new Handled();
        _inbox.Hanging = ["Claim"];
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Claim"));
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(handled.Calls, Is.Zero);
    }

    [Test]
    public async Task Handle_AClaimThatIsGrantedTooLate_IsGivenBack()
    {
        var handled = new Handled();
        _inbox.Silent = ["Claim"];
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Claim"));
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        var late = await post;
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Release"));
        _inbox.Silent = [];
        var repeated = await host.PostAsync(Notification);

        Assert.That((late.Status, repeated.Status, handled.Calls), Is.EqualTo((500, 204, 1)));
    }

    [Test]
    public async Task Handle_WhatWasHandledWhileTheInboxWasAway_IsWrittenDownWhenItIsBack()
    {
        var handled = new Handled();
        _inbox.Failing = ["Complete"];
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Complete"));
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That((await post).Status, Is.EqualTo(204));
        _inbox.Failing = [];
        await Until.HoldsAsync(() => _clock.HasTimerWithin(TimeSpan.FromSeconds(10)));
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Until.HoldsAsync(() => _inbox.Calls.Count(call => call == "Complete") == 2);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(204));
        Assert.That(handled.Calls, Is.EqualTo(1), "The claim has run out long ago; what was done is remembered.");
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
        gate.Open();
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

    [TestCase("Failing")]
    [TestCase("Hanging")]
    public async Task Handle_WhatWasHandledButCannotBeWrittenDown_IsAnswered204(string how)
    {
        var handled = new Handled();
        (how == "Failing" ? new Action(() => _inbox.Failing = ["Complete"]) : () => _inbox.Hanging = ["Complete"])();
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Complete"));
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That((await post).Status, Is.EqualTo(204), "A repeat would be handled twice.");
        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(409), "The claim holds off what is on its way already.");
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    private Task<WebHost> StartAsync(Handled handled, TimeSpan? answerWithin = null) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications("/notify", handled.HandleAsync, options => options.AnswerWithin = answerWithin ?? options.AnswerWithin),
        services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<INotificationInbox>(_inbox));
}
