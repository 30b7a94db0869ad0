
namespace WeChatPay.Chain.AspNetCore.Tests.Handling;

// How the dispatcher uses the inbox, and what happens when the inbox fails.
internal sealed partial class NotificationDispatcherTests
{
    [Test]
    public async Task Dispatch_HandlerOutlivesClaim_RenewsIt()
    {
        var gate = new Gate();
        var handled = new RecordingHandler { Work = gate.PassUncancelableAsync };
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await gate.Entered;
        for (var renewals = 0; renewals < 6; renewals++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await _inbox.Renewed.WaitAsync();
            // The timer of the next renewal starts after this one.
            await Wait.UntilAsync(() => _clock.HasTimerWithin(TimeSpan.FromSeconds(10)));
        }

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(
            (await host.PostAsync(Notification)).Status,
            Is.EqualTo(409),
            "After a minute, the claim of half a minute still holds.");
        gate.Open();
        await Wait.UntilAsync(() => _inbox.Calls.Contains("Complete"));
        Assert.That(handled.Calls, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispatch_RenewalFails_CancelsHandlerBeforeClaimExpires()
    {
        var gate = new Gate();
        CancellationToken token = default;
        _inbox.Failing = ["Renew"];
        await using var host = await StartAsync(
            new RecordingHandler
            {
                Work = cancellationToken =>
                {
                    token = cancellationToken;
                    return gate.PassAsync(cancellationToken);
                },
            },
            responseTimeout: TimeSpan.FromHours(1));

        var post = host.PostAsync(Notification);
        await gate.Entered;
        // The lifetime of a claim does not depend on the time of day.
        _clock.ShiftTimeOfDay(TimeSpan.FromDays(-1));
        for (var pauses = 0; pauses < 3; pauses++)
        {
            Assert.That(token.IsCancellationRequested, Is.False);
            await Wait.UntilAsync(() => _clock.HasTimerWithin(TimeSpan.FromSeconds(10)));
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(token.IsCancellationRequested);
    }

    [Test]
    public async Task Dispatch_ClaimFails_Gets500AndIsNotHandled()
    {
        var handled = new RecordingHandler();
        await using var host = await StartAsync(handled);

        _inbox.Failing = ["Claim"];
        var away = await host.PostAsync(Notification);
        _inbox.Failing = [];
        var back = await host.PostAsync(Notification);

        Assert.That((away, back.Status), Is.EqualTo((new HostResponse(500, NotHandled), 204)));
        Assert.That(handled.Calls, Is.EqualTo(1));
        Assert.That(host.Log.Text, Does.Contain("The inbox is unavailable."));
    }

    [Test]
    public async Task Dispatch_ClaimHangs_Gets500InTime()
    {
        var handled = new RecordingHandler();
        _inbox.Hanging = ["Claim"];
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await Wait.UntilAsync(() => _inbox.Calls.Contains("Claim"));
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That((await post).Status, Is.EqualTo(500));
        Assert.That(handled.Calls, Is.Zero);
    }

    [Test]
    public async Task Dispatch_ClaimGrantedTooLate_IsReleased()
    {
        var handled = new RecordingHandler();
        _inbox.Silent = ["Claim"];
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await Wait.UntilAsync(() => _inbox.Calls.Contains("Claim"));
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        var late = await post;
        await Wait.UntilAsync(() => _inbox.Calls.Contains("Release"));
        _inbox.Silent = [];
        var repeated = await host.PostAsync(Notification);

        Assert.That((late.Status, repeated.Status, handled.Calls), Is.EqualTo((500, 204, 1)));
    }

    [Test]
    public async Task Dispatch_CompleteFails_IsRetriedUntilRecorded()
    {
        var handled = new RecordingHandler();
        _inbox.Failing = ["Complete"];
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await Wait.UntilAsync(() => _inbox.Calls.Contains("Complete"));
        _clock.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That((await post).Status, Is.EqualTo(204));
        _inbox.Failing = [];
        await _clock.AdvanceUntilAsync(() => _inbox.Calls.Count(call => call == "Complete") == 2);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(204));
        Assert.That(handled.Calls, Is.EqualTo(1), "The claim expired long ago; the record remains.");
    }

    [TestCase("Failing")]
    [TestCase("Hanging")]
    [TestCase("Throwing")]
    public async Task Dispatch_CompleteNeverSucceeds_Gets204(string how)
    {
        var handled = new RecordingHandler();
        _inbox.Failing = how == "Failing" ? ["Complete"] : [];
        _inbox.Hanging = how == "Hanging" ? ["Complete"] : [];
        _inbox.Throwing = how == "Throwing" ? ["Complete"] : [];
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await Wait.UntilAsync(() => _inbox.Calls.Contains("Complete"));
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That((await post).Status, Is.EqualTo(204), "A retry would be handled twice.");
        Assert.That(
            (await host.PostAsync(Notification)).Status,
            Is.EqualTo(409),
            "The claim keeps deliveries that are already on their way from being handled.");
        Assert.That(handled.Calls, Is.EqualTo(1));
    }
}
