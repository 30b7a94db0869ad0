using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Claims;

/// <summary>Handlers whose claim the inbox loses, grants to another instance, or cannot renew.</summary>
internal sealed class ClaimLossTests
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(30);

    private readonly TestTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_255_523));
    private readonly RecordingClaims _inbox;
    private readonly TokenCapture _capture = new();
    private readonly RecordingHandler _handled;

    public ClaimLossTests()
    {
        _inbox = new RecordingClaims(_clock);
        _handled = new RecordingHandler { Work = _capture.PassAsync };
    }

    [Test]
    public async Task LostClaim_InBackground_IsClaimedAgainAndHandledOnce()
    {
        await using var host = await StartAsync(isInBackground: true);
        await PostAllAsync(host, "1", "2", "3");
        await _capture.Gate.Entered;

        _inbox.Memory = new MemoryNotificationClaims(_clock);
        _clock.Advance(_pause);
        await Wait.UntilAsync(() => _inbox.Count("Claim") == 2);

        Assert.That(await ClaimElsewhereAsync("1"), Is.EqualTo(InboxClaim.InProgress), "The notification is claimed again.");
        _capture.Gate.Open();
        await Wait.UntilAsync(() => _inbox.Count("Complete") == 3);
        Assert.That(_handled.Notifications.Select(notification => notification.Id), Is.EqualTo(["1", "2", "3"]));
    }

    [Test]
    public async Task ClaimTakenOver_InBackground_IsCanceledAndTriedAgain()
    {
        await using var host = await StartAsync(isInBackground: true);
        await PostAllAsync(host, "1");
        await _capture.Gate.Entered;

        _inbox.Memory = new MemoryNotificationClaims(_clock);
        Assert.That(await ClaimElsewhereAsync("1"), Is.EqualTo(InboxClaim.Granted));
        _clock.Advance(_pause);
        await Wait.UntilAsync(() => host.Log.Text.Contains("The next one follows", StringComparison.Ordinal));
        Assert.That(_capture.Token.IsCancellationRequested);
        await _inbox.Memory.ReleaseAsync(Key("1"), "elsewhere", default);
        _capture.Gate.Open();

        await _clock.AdvanceUntilAsync(() => _handled.Notifications.Count == 1, () => _inbox.IsIdle);
    }

    [Test]
    public async Task HandledElsewhere_WhileQueued_IsNotHandledAgain()
    {
        await using var host = await StartAsync(isInBackground: true);
        await PostAllAsync(host, "1", "2", "3");
        await _capture.Gate.Entered;

        await _inbox.Memory.CompleteAsync(Key("2"), "elsewhere", TimeSpan.FromDays(3), default);
        _capture.Gate.Open();
        await Wait.UntilAsync(() => _handled.Notifications.Count == 2);

        Assert.That(_handled.Notifications.Select(notification => notification.Id), Is.EqualTo(["1", "3"]));
        Assert.That(host.Log.Text, Does.Not.Contain("was accepted but not handled"));
    }

    [TestCase("Failing")]
    [TestCase("Throwing")]
    [TestCase("Hanging")]
    [TestCase("Silent")]
    public async Task RenewalFails_InBackground_IsCanceledAndTriedAgain(string how)
    {
        await using var host = await StartAsync(isInBackground: true);
        await PostAllAsync(host, "1");
        await _capture.Gate.Entered;

        Break(how, "Renew");
        _clock.Advance(_pause);
        _clock.Advance(_pause);
        Assert.That(_capture.Token.IsCancellationRequested, Is.False);
        _clock.Advance(_pause);
        await Wait.UntilAsync(() => host.Log.Text.Contains("The next one follows", StringComparison.Ordinal));
        _capture.Gate.Open();

        await _clock.AdvanceUntilAsync(() => _handled.Notifications.Count == 1, () => _inbox.IsIdle);
    }

    [Test]
    public async Task LostClaim_BeforeResponse_IsClaimedAgainAndHandlerContinues()
    {
        await using var host = await StartAsync();
        var post = PostAsync(host, "1");
        await _capture.Gate.Entered;

        _inbox.Memory = new MemoryNotificationClaims(_clock);
        _clock.Advance(_pause);
        await Wait.UntilAsync(() => _inbox.Count("Claim") == 2);

        Assert.That(await ClaimElsewhereAsync("1"), Is.EqualTo(InboxClaim.InProgress));
        Assert.That(_capture.Token.IsCancellationRequested, Is.False);
        _capture.Gate.Open();
        Assert.That((await post).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task ClaimTakenOver_BeforeResponse_CancelsHandlerAndKeepsTheOtherClaim()
    {
        await using var host = await StartAsync();
        var post = PostAsync(host, "1");
        await _capture.Gate.Entered;

        _inbox.Memory = new MemoryNotificationClaims(_clock);
        await ClaimElsewhereAsync("1");
        _clock.Advance(_pause);

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(_capture.Token.IsCancellationRequested);
        var isTheOthers = await _inbox.Memory.RenewAsync(Key("1"), "elsewhere", _lifetime, default);
        Assert.That(isTheOthers, "Its release does not affect the other claim.");
    }

    [Test]
    public async Task HandledElsewhere_BeforeResponse_CancelsHandler()
    {
        await using var host = await StartAsync();
        var post = PostAsync(host, "1");
        await _capture.Gate.Entered;

        _inbox.Memory = new MemoryNotificationClaims(_clock);
        await _inbox.Memory.CompleteAsync(Key("1"), "elsewhere", TimeSpan.FromDays(3), default);
        _clock.Advance(_pause);

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That((await PostAsync(host, "1")).Status, Is.EqualTo(204));
        Assert.That(_handled.Calls, Is.EqualTo(1));
    }

    [TestCase("Failing")]
    [TestCase("Throwing")]
    [TestCase("Hanging")]
    [TestCase("Silent")]
    public async Task RenewalFails_BeforeResponse_CancelsHandlerBeforeClaimExpires(string how)
    {
        Break(how, "Renew");
        await using var host = await StartAsync();
        var post = PostAsync(host, "1");
        await _capture.Gate.Entered;

        _clock.Advance(_lifetime - (_lifetime / 6) - TimeSpan.FromTicks(1));
        Assert.That(LostLines(host), Is.Zero);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(_capture.Token.IsCancellationRequested);
        Assert.That(LostLines(host), Is.EqualTo(1));
    }

    [Test]
    public async Task RenewalBlocks_BeforeResponse_CancelsHandler()
    {
        _clock.UsesThreadPool = true;
        using var open = new ManualResetEventSlim();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _inbox.Before = method =>
        {
            if (method == "Renew")
            {
                blocked.TrySetResult();
                open.Wait();
            }
            return Task.CompletedTask;
        };
        await using var host = await StartAsync();
        var post = PostAsync(host, "1");
        await _capture.Gate.Entered;

        _clock.Advance(_pause);
        await blocked.Task;
        _clock.Advance(_pause + _pause);

        await Wait.UntilAsync(() => _capture.Token.IsCancellationRequested);
        open.Set();
        Assert.That((await post).Status, Is.EqualTo(500));
    }

    [Test]
    public async Task RenewalIsSlow_BeforeResponse_ClaimCountsFromBeforeTheRequest()
    {
        var reply = new TaskCompletionSource();
        await using var host = await StartAsync();
        var post = PostAsync(host, "1");
        await _capture.Gate.Entered;
        _inbox.After = method => method == "Renew" ? reply.Task : Task.CompletedTask;
        _clock.Advance(_pause);
        await Wait.UntilAsync(() => _inbox.Count("Renew") == 1);
        _clock.Advance(TimeSpan.FromSeconds(4));
        reply.SetResult();
        // The renewal has ended, and the timer of the next one has started.
        await Wait.UntilAsync(() => !_clock.HasTimerWithin(_pause - TimeSpan.FromTicks(1)) && _clock.HasTimerWithin(_pause));

        _inbox.Failing = ["Renew"];
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.That(LostLines(host), Is.Zero, "34 s after the claim, 24 s after the renewal was requested.");
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(LostLines(host), Is.EqualTo(1));
    }

    [Test]
    public async Task LostClaim_DeliveredAgainToTheSameProcess_RunsOnceAndIsRenewed()
    {
        await using var host = await StartAsync();
        var post = PostAsync(host, "1");
        await _capture.Gate.Entered;

        _inbox.Memory = new MemoryNotificationClaims(_clock);
        var again = await PostAsync(host, "1");
        for (var pauses = 0; pauses < 6; pauses++)
        {
            _clock.Advance(_pause);
            await _inbox.Renewed.WaitAsync();
            await Wait.UntilAsync(() => _clock.HasTimerWithin(_pause));
        }

        Assert.That(again.Status, Is.EqualTo(409));
        Assert.That(await ClaimElsewhereAsync("1"), Is.EqualTo(InboxClaim.InProgress));
        _capture.Gate.Open();
        Assert.That((await post).Status, Is.EqualTo(204));
        Assert.That((_handled.Calls, LostLines(host)), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task UnrecordedSuccess_DeliveredAgainToTheSameProcess_Gets204()
    {
        _inbox.Failing = ["Complete"];
        await using var host = await StartAsync();
        var post = PostAsync(host, "1");
        await _capture.Gate.Entered;
        _capture.Gate.Open();
        await Wait.UntilAsync(() => _inbox.Count("Complete") == 1);

        _inbox.Memory = new MemoryNotificationClaims(_clock);
        var again = await PostAsync(host, "1");
        _inbox.Failing = [];
        // The timer is that of the next attempt or the timeout of the first.
        while (!post.IsCompleted)
        {
            await Wait.UntilAsync(() => _clock.HasTimerWithin(_pause) || post.IsCompleted);
            _clock.Advance(_pause);
        }

        Assert.That((again.Status, (await post).Status, _handled.Calls), Is.EqualTo((204, 204, 1)));
    }

    private static int LostLines(WebHost host) =>
        host.Log.Lines.Count(line => line.Contains("was lost; another instance", StringComparison.Ordinal));

    private void Break(string how, params string[] methods)
    {
        switch (how)
        {
            case "Failing":
                _inbox.Failing = methods;
                break;
            case "Throwing":
                _inbox.Throwing = methods;
                break;
            case "Hanging":
                _inbox.Hanging = methods;
                break;
            default:
                // Calls are neither executed nor completed.
                _inbox.Before = method => methods.Contains(method) ? new TaskCompletionSource().Task : Task.CompletedTask;
                break;
        }
    }

    private static NotificationKey Key(string id) => new(TestMerchant.One.Id, "notify", id);

    private async Task<InboxClaim> ClaimElsewhereAsync(string id) =>
        (await _inbox.Memory.ClaimAsync(Key(id), "elsewhere", _lifetime, default)).Claim;

    private Task<HostResponse> PostAsync(WebHost host, string id) =>
        host.PostAsync(SignedNotification.Create(TestMerchant.One, id, _clock.GetUtcNow()));

    private async Task PostAllAsync(WebHost host, params string[] ids)
    {
        foreach (var id in ids)
        {
            Assert.That((await PostAsync(host, id)).Status, Is.EqualTo(204));
        }
    }

    private Task<WebHost> StartAsync(bool isInBackground = false) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications(
            "/notify",
            _handled.HandleAsync,
            options =>
            {
                options.Background = isInBackground ? NotificationBackground.InMemory : NotificationBackground.None;
                options.ResponseTimeout = isInBackground ? options.ResponseTimeout : TimeSpan.FromHours(1);
            }),
        services => services.AddSingleton<TimeProvider>(_clock)
            .AddSingleton<INotificationClaims>(_inbox)
            .Configure<NotificationQueueOptions>(queue => queue.Workers = 1));
}
