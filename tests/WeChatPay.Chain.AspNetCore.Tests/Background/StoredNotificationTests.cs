using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeChatPay.Chain.AspNetCore.Tests.Support;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Tests.Background;

/// <summary>Notifications that are stored before the response, and handled afterwards.</summary>
internal sealed class StoredNotificationTests
{
    private static readonly NotificationKey _key = new(TestMerchant.One.Id, "notify", "1");

    private readonly TestTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_255_523));
    private readonly SharedStore _store;

    public StoredNotificationTests() => _store = new SharedStore(_clock);

    [Test]
    public async Task Post_IsStoredBeforeTheResponseAndHandledAfterwards()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        await using var host = await StartAsync(handled);

        var response = await PostAsync(host);
        await gate.Entered;

        Assert.That(response.Status, Is.EqualTo(204));
        Assert.That((await CountAsync()).Waiting, Is.EqualTo(1));
        gate.Open();
        await Wait.UntilAsync(async () => (await CountAsync()).Waiting == 0);
        Assert.That(handled.Notifications.Single().Id, Is.EqualTo("1"));
    }

    [Test]
    public async Task Post_StoreFails_Gets500AndIsNotHandled()
    {
        _store.Failing = ["Add"];
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled);

        Assert.That((await PostAsync(host)).Status, Is.EqualTo(500));
        Assert.That(handled.Calls, Is.Zero);
        Assert.That(host.Log.Text, Does.Contain("The store is unavailable."));
    }

    [Test]
    public async Task Post_StoreHangs_Gets500InTime()
    {
        var adding = new Gate();
        _store.BeforeAdd = () => adding.PassUncancelableAsync(default);
        await using var host = await StartAsync(new RecordingHandler());

        var post = PostAsync(host);
        await adding.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That((await post).Status, Is.EqualTo(500));
        adding.Open();
    }

    [Test]
    public async Task Restart_NotificationsOfTheLastProcess_AreHandled()
    {
        var gate = new Gate();
        await using (var first = await StartAsync(new RecordingHandler { Work = gate.PassAsync }))
        {
            await PostAsync(first);
            await gate.Entered;
            await first.App.StopAsync(new CancellationToken(canceled: true));
        }
        var handled = new RecordingHandler();
        await using var second = await StartAsync(handled);

        await AdvanceWhileIdleUntilAsync(() => handled.Notifications.Count == 1);

        Assert.That(handled.Notifications.Single().Id, Is.EqualTo("1"));
    }

    [Test]
    public async Task Restart_ThatTakesLong_HandlesTheStoredNotificationInItsFirstAttempt()
    {
        await using (var first = await StartAsync(new RecordingHandler { Failures = 1 }))
        {
            await PostAsync(first);
            await Wait.UntilAsync(() => _store.Pauses.Count == 1);
        }
        _clock.Advance(TimeSpan.FromSeconds(10));
        var handled = new RecordingHandler();
        await using var second = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(
                "/notify",
                (notification, _, token) => handled.HandleAsync(notification, token),
                options => options.Background = NotificationBackground.Stored),
            services => services.AddSingleton<TimeProvider>(_clock)
                .AddSingleton<INotificationStore>(_store)
                .AddHostedService<SlowStart>()
                .Configure<NotificationQueueOptions>(queue => queue.MaxAttempts = 2));

        await Wait.UntilAsync(() => handled.Notifications.Count == 1);

        Assert.That(second.Log.Text, Does.Not.Contain("cannot be read"));
    }

    [Test]
    public async Task Handler_Fails_IsTriedAgainWithGrowingPausesAndSeesItsAttempt()
    {
        var attempts = new ConcurrentQueue<(long Attempt, NotificationKey Key)>();
        await using var host = await StartAsync((_, context, _) =>
        {
            attempts.Enqueue((context.Attempt, context.Key));
            return attempts.Count < 5 ? throw new InvalidDataException("The shelf is empty.") : Task.CompletedTask;
        },
        queue => queue.MaxRetryDelay = TimeSpan.FromSeconds(30));

        await PostAsync(host);
        await AdvanceWhileIdleUntilAsync(() => attempts.Count == 5 && _store.IsIdle);

        Assert.That(attempts, Is.EqualTo(Enumerable.Range(1, 5).Select(attempt => ((long)attempt, _key))));
        Assert.That(_store.Pauses.Select(pause => pause?.TotalSeconds), Is.EqualTo(new double?[] { 5, 10, 20, 30 }));
    }

    [Test]
    public async Task Handler_FailsAtItsLastAttempt_IsKeptWithItsErrorUntilAPersonRunsItAgain()
    {
        var handled = new RecordingHandler { Failures = 2 };
        await using var host = await StartAsync(handled, queue => queue.MaxAttempts = 2);

        await PostAsync(host);
        await AdvanceWhileIdleUntilAsync(() => host.Log.Text.Contains("was accepted but not handled", StringComparison.Ordinal));
        var failed = (await _store.ListFailedAsync(10, default)).Single();
        var isDue = await _store.RunAgainAsync(_key, default);
        await AdvanceWhileIdleUntilAsync(() => handled.Notifications.Count == 1);

        Assert.That(
            (failed.Key, failed.Attempts, failed.Error), Is.EqualTo((_key, 2, $"InvalidDataException: {RecordingHandler.Failure}")));
        Assert.That(isDue);
        Assert.That(await _store.RunAgainAsync(_key, default), Is.False);
    }

    [TestCase("body")]
    [TestCase("header")]
    [TestCase("time")]
    public async Task Stored_AndChangedInTheStore_IsNotHandled(string what)
    {
        _store.Alter = stored => what switch
        {
            "body" => stored with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(stored.Body.Span).Replace("\"1\"", "\"2\"")) },
            "header" => stored with { Headers = new Dictionary<string, string>(stored.Headers) { ["Wechatpay-Nonce"] = "another" } },
            _ => stored with { ReceivedAt = stored.ReceivedAt.AddMinutes(6) },
        };
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled, queue => queue.MaxAttempts = 1);

        await PostAsync(host);
        await Wait.UntilAsync(() => host.Log.Text.Contains("is stored, but cannot be read", StringComparison.Ordinal));

        Assert.That(handled.Calls, Is.Zero);
        await Wait.UntilAsync(async () => (await _store.ListFailedAsync(10, default)).Count == 1);
    }

    [Test]
    public async Task Stored_ForAnEndpointThatIsNotMappedAnyMore_IsKept()
    {
        await _store.AddAsync(
            new StoredNotification(
                _key with { Endpoint = "gone" }, "", new Dictionary<string, string>(), default, _clock.GetUtcNow(), Attempt: 0),
            default);
        await using var host = await StartAsync(new RecordingHandler(), queue => queue.MaxAttempts = 1);

        await Wait.UntilAsync(async () => (await _store.ListFailedAsync(10, default)).Count == 1);

        Assert.That((await _store.ListFailedAsync(10, default)).Single().Error, Does.Contain("'gone'"));
    }

    [Test]
    public async Task Stored_WhoseAttemptsEndWithTheirProcesses_IsKeptAndNotTriedForEver()
    {
        _store.Alter = stored => stored with { Attempt = 30 };
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled, queue => queue.MaxAttempts = 20);

        await PostAsync(host);
        await Wait.UntilAsync(async () => handled.Calls > 0 || (await _store.ListFailedAsync(10, default)).Count == 1);

        Assert.That(handled.Calls, Is.Zero);
        Assert.That((await _store.ListFailedAsync(10, default)).Single().Error, Does.Contain("ended with their processes"));
        await Wait.UntilAsync(() => host.Log.Text.Contains("was accepted but not handled", StringComparison.Ordinal));
    }

    [Test]
    public async Task Inbox_Hangs_FreesItsWorkerAndTriesAgain()
    {
        var inbox = new HangingInbox();
        var handled = new RecordingHandler();
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(
                "/notify",
                (notification, _, token) => handled.HandleAsync(notification, token),
                options => options.Background = NotificationBackground.Stored),
            services => services.AddSingleton<TimeProvider>(_clock)
                .AddSingleton<INotificationStore>(_store)
                .AddSingleton<INotificationInbox>(inbox)
                .Configure<NotificationQueueOptions>(queue => queue.Workers = 1));

        await PostAsync(host);
        await inbox.Entered;
        await _clock.AdvanceUntilAsync(() => !_store.Pauses.IsEmpty);

        await AdvanceWhileIdleUntilAsync(() => handled.Notifications.Count == 1);
    }

    [TestCase("Count")]
    [TestCase("Take")]
    public async Task Store_HangsOnce_IsAskedAgain(string method)
    {
        var handled = new RecordingHandler { Failures = 1 };
        await using var host = await StartAsync(handled, queue => queue.Workers = 1);
        await PostAsync(host);
        await Wait.UntilAsync(() => _store.Pauses.Count == 1);

        _store.HangsOnceIn = method;
        await AdvanceWhileIdleUntilAsync(() => _store.HangsOnceIn is null);

        await AdvanceWhileIdleUntilAsync(() => handled.Notifications.Count == 1);
    }

    [Test]
    public async Task Lease_TakenByAnotherInstance_CancelsTheHandler()
    {
        var capture = new TokenCapture();
        // The only worker is busy, so that this instance does not take the notification again itself.
        await using var host = await StartAsync(new RecordingHandler { Work = capture.PassAsync }, queue => queue.Workers = 1);
        await PostAsync(host);
        await capture.Gate.Entered;

        _store.Failing = ["Renew"];
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.That(await _store.TakeAsync(_key.MerchantId, _key.Endpoint, TimeSpan.FromMinutes(1), default), Is.Not.Null);
        _store.Failing = [];

        await _clock.AdvanceUntilAsync(() => capture.Token.IsCancellationRequested);
        capture.Gate.Open();
    }

    [Test]
    public async Task Merchants_OneIsSlow_OthersAreHandled()
    {
        var gate = new Gate();
        var handled = 0;
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(
                "/notify/{merchant}",
                async (_, context, _) =>
                {
                    if (context.Merchant == "one")
                    {
                        await gate.PassUncancelableAsync(default);
                    }
                    Interlocked.Increment(ref handled);
                },
                options => options.Background = NotificationBackground.InMemory),
            services => services.Configure<NotificationQueueOptions>(queue => queue.Workers = 2));
        for (var id = 0; id < 20; id++)
        {
            await host.PostAsync(SignedNotification.Create(TestMerchant.One, $"{id}"), "/notify/one");
        }

        await host.PostAsync(SignedNotification.Create(TestMerchant.Two), "/notify/two");

        await Wait.UntilAsync(() => Volatile.Read(ref handled) == 1);
        gate.Open();
    }

    [Test]
    public void Start_StoredWithoutAStore_Throws() => Assert.That(
        () => WebHost.StartAsync(app => app.MapWeChatPayNotifications(
            "/notify", new RecordingHandler().HandleAsync, options => options.Background = NotificationBackground.Stored)),
        Throws.InvalidOperationException.With.Message.Contains("no INotificationStore is registered"));

    private sealed class HangingInbox : INotificationInbox
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => _entered.Task;

        public async Task<InboxOutcome> RunOnceAsync(NotificationRun run, CancellationToken cancellationToken)
        {
            if (_entered.TrySetResult())
            {
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }
            await run.HandleAsync(1, prepare: null, cancellationToken);
            return InboxOutcome.Handled;
        }
    }

    private sealed class SlowStart : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.Delay(300, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private Task<WebHost> StartAsync(RecordingHandler handled, Action<NotificationQueueOptions>? configure = null) =>
        StartAsync((notification, _, token) => handled.HandleAsync(notification, token), configure);

    private Task<WebHost> StartAsync(
        Func<Notification, NotificationContext, CancellationToken, Task> handler,
        Action<NotificationQueueOptions>? configure = null) => WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(
                "/notify", handler, options => options.Background = NotificationBackground.Stored),
            services => services.AddSingleton<TimeProvider>(_clock)
                .AddSingleton<INotificationStore>(_store)
                .Configure<NotificationQueueOptions>(queue => configure?.Invoke(queue)));

    private Task<HostResponse> PostAsync(WebHost host) =>
        host.PostAsync(SignedNotification.Create(TestMerchant.One, "1", _clock.GetUtcNow()));

    private async Task<StoredNotificationCount> CountAsync() => (await _store.CountAsync(default)).Single();

    private Task AdvanceWhileIdleUntilAsync(Func<bool> condition) => _clock.AdvanceUntilAsync(condition, () => _store.IsIdle);
}
