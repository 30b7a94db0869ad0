using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Handling;

/// <summary>Handlers that hang, and those that are too many.</summary>
internal sealed class HandlerLimitsTests
{
    private readonly TestTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_255_523));
    private readonly RecordingClaims _claims;

    public HandlerLimitsTests() => _claims = new RecordingClaims(_clock);

    [Test]
    public async Task MaxHandlerTime_HandlerHangs_FreesItsNotification()
    {
        var gate = new Gate();
        var calls = 0;
        await using var host = await StartAsync(
            _ => Interlocked.Increment(ref calls) == 1 ? gate.PassUncancelableAsync(default) : Task.CompletedTask,
            options => options.MaxHandlerTime = TimeSpan.FromMinutes(1));
        var post = PostAsync(host);
        await gate.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That((await PostAsync(host)).Status, Is.EqualTo(409));

        await _clock.AdvanceUntilAsync(() => _claims.Count("Release") == 1);

        Assert.That((await PostAsync(host)).Status, Is.EqualTo(204));
        Assert.That(host.Log.Text, Does.Contain("MaxHandlerTime"));
        gate.Open();
    }

    [Test]
    public async Task MaxHandlerTime_HandlerObservesItsToken_IsCanceled()
    {
        var capture = new TokenCapture();
        await using var host = await StartAsync(
            capture.PassAsync,
            options => (options.MaxHandlerTime, options.ResponseTimeout) = (TimeSpan.FromSeconds(5), TimeSpan.FromHours(1)));
        var post = PostAsync(host);
        await capture.Gate.Entered;

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(capture.Token.IsCancellationRequested);
    }

    [Test]
    public async Task MaxConcurrentHandlers_Reached_Gets503AndOtherMerchantsAreHandled()
    {
        var gate = new Gate();
        await using var host = await StartAsync(
            (_, context, _) => context.Merchant == "one" ? gate.PassUncancelableAsync(default) : Task.CompletedTask,
            options => options.MaxConcurrentHandlers = 1);
        var running = host.PostAsync(SignedNotification.Create(TestMerchant.One, "1", _clock.GetUtcNow()), "/notify/one");
        await gate.Entered;

        var tooMany = await host.PostAsync(SignedNotification.Create(TestMerchant.One, "2", _clock.GetUtcNow()), "/notify/one");
        var other = await host.PostAsync(SignedNotification.Create(TestMerchant.Two, "3", _clock.GetUtcNow()), "/notify/two");
        gate.Open();
        var first = await running;
        var again = await host.PostAsync(SignedNotification.Create(TestMerchant.One, "2", _clock.GetUtcNow()), "/notify/one");

        Assert.That((first.Status, tooMany.Status, other.Status, again.Status), Is.EqualTo((204, 503, 204, 204)));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void MaxConcurrentHandlers_OutOfRange_Throws(int limit) => Assert.That(
        () => StartAsync(_ => Task.CompletedTask, options => options.MaxConcurrentHandlers = limit),
        Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task Completion_ClaimIsAnothers_IsRejectedAndGets409()
    {
        var gate = new Gate();
        await using var host = await StartAsync(gate.PassAsync, options => options.ResponseTimeout = TimeSpan.FromHours(1));
        var post = PostAsync(host);
        await gate.Entered;

        _claims.Memory = new MemoryNotificationClaims(_clock);
        await _claims.Memory.ClaimAsync(
            new NotificationKey(TestMerchant.One.Id, "notify/{merchant}=one", "1"), "elsewhere", TimeSpan.FromSeconds(30), default);
        gate.Open();

        Assert.That((await post).Status, Is.EqualTo(409));
        Assert.That(host.Log.Text, Does.Contain("Its outcome decides."));
    }

    private Task<WebHost> StartAsync(Func<CancellationToken, Task> work, Action<NotificationOptions> configure) =>
        StartAsync((_, _, token) => work(token), configure);

    private Task<WebHost> StartAsync(
        Func<Notifications.Notification, NotificationContext, CancellationToken, Task> handler,
        Action<NotificationOptions> configure) => WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify/{merchant}", handler, configure),
            services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<INotificationClaims>(_claims));

    private Task<HostResponse> PostAsync(WebHost host) =>
        host.PostAsync(SignedNotification.Create(TestMerchant.One, "1", _clock.GetUtcNow()), "/notify/one");
}
