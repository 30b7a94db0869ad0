using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Notifications;

// What the inbox does to it, and what is done to the inbox.
internal sealed partial class NotificationHandlingTests
{
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

    [TestCase("Failing")]
    [TestCase("Hanging")]
    [TestCase("Throwing")]
    public async Task Handle_WhatWasHandledButCannotBeWrittenDown_IsAnswered204(string how)
    {
        var handled = new Handled();
        _inbox.Failing = how == "Failing" ? ["Complete"] : [];
        _inbox.Hanging = how == "Hanging" ? ["Complete"] : [];
        _inbox.Throwing = how == "Throwing" ? ["Complete"] : [];
        await using var host = await StartAsync(handled);

        var post = host.PostAsync(Notification);
        await Until.HoldsAsync(() => _inbox.Calls.Contains("Complete"));
        _clock.Advance(TimeSpan.FromSeconds(4.5));

        Assert.That((await post).Status, Is.EqualTo(204), "A repeat would be handled twice.");
        Assert.That((await host.PostAsync(Notification)).Status, Is.EqualTo(409), "The claim holds off what is on its way already.");
        Assert.That(handled.Calls, Is.EqualTo(1));
    }
}
