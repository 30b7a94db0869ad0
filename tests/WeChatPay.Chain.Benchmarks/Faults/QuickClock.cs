namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>
/// A clock that runs faster than the system's, so that hours of repeats pass in minutes. Clocks with the same start and factor
/// agree, also in different processes.
/// </summary>
/// <param name="start">When it stood at the system's time.</param>
/// <param name="factor">How many of its seconds pass in one.</param>
internal sealed class QuickClock(DateTimeOffset start, int factor) : TimeProvider
{
    public DateTimeOffset Start => start;

    public int Factor => factor;

    public override long TimestampFrequency => System.TimestampFrequency / factor;

    public override DateTimeOffset GetUtcNow() => start + (System.GetUtcNow() - start) * factor;

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new QuickTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Real(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / factor;

    private sealed class QuickTimer(ITimer timer, QuickClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
