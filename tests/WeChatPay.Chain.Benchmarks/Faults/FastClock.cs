namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>
/// A clock that runs faster than the system clock, so that hours of retries take minutes. Clocks with the same start and factor agree,
/// even in different processes.
/// </summary>
/// <param name="start">When it shows the same time as the system clock.</param>
/// <param name="factor">The number of its seconds per second of the system clock.</param>
internal sealed class FastClock(DateTimeOffset start, int factor) : TimeProvider
{
    public DateTimeOffset Start => start;

    public int Factor => factor;

    public override long TimestampFrequency => System.TimestampFrequency / factor;

    public override DateTimeOffset GetUtcNow() => start + (System.GetUtcNow() - start) * factor;

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Real(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / factor;

    private sealed class FastTimer(ITimer timer, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
