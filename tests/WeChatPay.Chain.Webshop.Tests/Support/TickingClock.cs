namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>A clock that is ahead of the system clock and whose timers fire every millisecond.</summary>
internal sealed class TickingClock(TimeSpan ahead) : TimeProvider
{
    private int _readings;

    /// <summary>The number of times that the clock was read.</summary>
    public int Readings => Volatile.Read(ref _readings);

    public override DateTimeOffset GetUtcNow()
    {
        Interlocked.Increment(ref _readings);
        return System.GetUtcNow() + ahead;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var often = TimeSpan.FromMilliseconds(1);
        return System.CreateTimer(callback, state, often, often);
    }
}
