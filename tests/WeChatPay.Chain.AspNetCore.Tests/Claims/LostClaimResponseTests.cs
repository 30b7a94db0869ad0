using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Claims;

/// <summary>
/// A claim that the inbox granted without the knowledge of the instance must not prevent the next delivery from being handled.
/// </summary>
internal sealed class LostClaimResponseTests
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _lifetime = TimeSpan.FromSeconds(30);

    private readonly TestTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_255_523));
    private readonly RecordingClaims _inbox;
    private readonly RecordingHandler _handled = new();

    public LostClaimResponseTests() => _inbox = new RecordingClaims(_clock);

    [Test]
    public async Task Claim_GrantedButThrows_IsReleased()
    {
        _inbox.Losing = ["Claim"];
        await using var host = await StartAsync();

        var lost = await PostAsync(host);
        await Wait.UntilAsync(() => _inbox.Count("Release") == 1);
        _inbox.Losing = [];
        var again = await PostAsync(host);
        await Wait.UntilAsync(() => _inbox.Count("Complete") == 1);

        Assert.That((lost.Status, again.Status, _handled.Calls), Is.EqualTo((500, 204, 1)));
    }

    [Test]
    public async Task Claim_CanceledByInbox_IsReleasedAndGets500()
    {
        _inbox.After = method => method == "Claim" ? Task.FromCanceled(new CancellationToken(canceled: true)) : Task.CompletedTask;
        await using var host = await StartAsync();

        var lost = await PostAsync(host);
        await Wait.UntilAsync(() => _inbox.Count("Release") == 1);
        _inbox.After = _ => Task.CompletedTask;

        Assert.That((lost.Status, (await PostAsync(host)).Status, _handled.Calls), Is.EqualTo((500, 204, 1)));
    }

    [Test]
    public async Task Claim_ThrowsSynchronously_IsReleased()
    {
        _inbox.Throwing = ["Claim"];
        await using var host = await StartAsync();

        var lost = await PostAsync(host);
        await Wait.UntilAsync(() => _inbox.Count("Release") == 1);

        Assert.That((lost.Status, _handled.Calls), Is.EqualTo((500, 0)));
    }

    [Test]
    public async Task Claim_ArrivesAfterItsRelease_IsReleasedAgain()
    {
        var request = new Gate();
        _inbox.Before = method => method == "Claim" ? request.PassUncancelableAsync(default) : Task.CompletedTask;
        await using var host = await StartAsync();
        var post = PostAsync(host);
        await request.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That((await post).Status, Is.EqualTo(500));
        await Wait.UntilAsync(() => _inbox.Count("Release") == 1);

        request.Open();
        await Wait.UntilAsync(() => _inbox.Count("Release") == 2);

        Assert.That((await PostAsync(host)).Status, Is.EqualTo(204));
        Assert.That(_handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Claim_ArrivesAfterItsLifetime_IsReleased()
    {
        var request = new Gate();
        _inbox.Before = method => method == "Claim" ? request.PassUncancelableAsync(default) : Task.CompletedTask;
        await using var host = await StartAsync();
        var post = PostAsync(host);
        await request.Entered;
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That((await post).Status, Is.EqualTo(500));
        for (var releases = 1; releases <= 3; releases++)
        {
            await Wait.UntilAsync(() => _inbox.Count("Release") == releases && _clock.HasTimerWithin(_pause));
            _clock.Advance(_pause);
        }

        request.Open();
        await Wait.UntilAsync(() => _inbox.Count("Release") == 4);

        Assert.That((await PostAsync(host)).Status, Is.EqualTo(204));
    }

    [TestCase("Failing")]
    [TestCase("Hanging")]
    public async Task Release_Fails_IsRetriedUntilTheClaimExpires(string how)
    {
        _inbox.Losing = ["Claim"];
        (how == "Failing" ? new Action(() => _inbox.Failing = ["Release"]) : () => _inbox.Hanging = ["Release"])();
        await using var host = await StartAsync();
        await PostAsync(host);
        await Wait.UntilAsync(() => _inbox.Count("Release") == 1);

        // The timer is the timeout of a call or the delay after it.
        while (_inbox.Count("Release") < 2)
        {
            await Wait.UntilAsync(() => _clock.HasTimerWithin(_pause) || _inbox.Count("Release") >= 2);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
        for (var pauses = 0; pauses < 100; pauses++)
        {
            _clock.Advance(_pause);
            await Task.Yield();
        }

        Assert.That(_inbox.Count("Release"), Is.LessThanOrEqualTo(6), "The claim expired long ago.");
    }

    [Test]
    public async Task Claim_GrantedNearItsExpiry_IsNotUsed()
    {
        var arrives = new TaskCompletionSource();
        _inbox.After = method => method == "Claim" ? arrives.Task : Task.CompletedTask;
        await using var host = await StartAsync(responseTimeout: TimeSpan.FromHours(1));
        var post = PostAsync(host);
        await Wait.UntilAsync(() => _clock.HasTimerWithin(_lifetime));

        _clock.Advance(_lifetime - (_lifetime / 6));
        arrives.SetResult();

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(_handled.Calls, Is.Zero);
        await Wait.UntilAsync(() => _inbox.Count("Release") >= 1);
        Assert.That((await PostAsync(host)).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Claim_LostAndTakenAgainButThrows_IsTakenAtTheNextAttempt()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassAsync };
        await using var host = await StartAsync(handled: handled, responseTimeout: TimeSpan.FromHours(1));
        var post = PostAsync(host);
        await gate.Entered;

        _inbox.Memory = new MemoryNotificationClaims(_clock);
        _inbox.Losing = ["Claim"];
        _clock.Advance(_pause);
        await Wait.UntilAsync(() => _inbox.Count("Release") == 1 && _clock.HasTimerWithin(_pause / 2));
        _inbox.Losing = [];
        _clock.Advance(_pause / 2);
        await Wait.UntilAsync(() => _inbox.Count("Claim") == 3);

        gate.Open();
        Assert.That((await post).Status, Is.EqualTo(204));
        Assert.That(host.Log.Text, Does.Contain("it was claimed again").And.Not.Contain("was lost"));
    }

    private Task<HostResponse> PostAsync(WebHost host) => host.PostAsync(
        SignedNotification.Create(TestMerchant.One, "1", _clock.GetUtcNow()));

    private Task<WebHost> StartAsync(TimeSpan? responseTimeout = null, RecordingHandler? handled = null) =>
        WebHost.StartAsync(
            app => app.MapWeChatPayNotifications(
                "/notify",
                (handled ?? _handled).HandleAsync,
                options => options.ResponseTimeout = responseTimeout ?? options.ResponseTimeout),
            services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<INotificationClaims>(_inbox));
}
