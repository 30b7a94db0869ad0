namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>A clock that is ahead of the system's, and whose timers do not wait.</summary>
internal sealed class TickingClock(TimeSpan ahead) : TimeProvider
{
    private int _readings;

    /// <summary>How often somebody asked for the time.</summary>
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
