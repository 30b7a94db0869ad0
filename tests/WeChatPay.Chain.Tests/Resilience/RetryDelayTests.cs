using WeChatPay.Chain.Resilience;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Resilience;

internal sealed class RetryDelayTests
{
    private static readonly TimeSpan _forEver = TimeSpan.FromDays(1);

    [Test]
    public void Wait_UntilThePauseIsOver_Returns([Values] bool system) =>
        Assert.That(
            () => Wait(TimeSpan.FromMilliseconds(1), system ? TimeProvider.System : new LeapingTimeProvider(), CancellationToken.None),
            Throws.Nothing);

    [Test]
    public async Task Wait_Canceled_EndsAtOnce([Values] bool system)
    {
        using var caller = new CancellationTokenSource();
        var clock = system ? TimeProvider.System : new ManualTimeProvider(DateTimeOffset.UnixEpoch);
        var wait = Task.Factory.StartNew(
            () => Wait(_forEver, clock, caller.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        caller.Cancel();

        await Assert.CatchAsync<OperationCanceledException>(() => wait);
    }

    private static void Wait(TimeSpan delay, TimeProvider clock, CancellationToken cancellationToken) =>
        RetryDelay.WaitAsync(delay, clock, isAsync: false, cancellationToken).GetCompleted();
}
