using System.Collections.Concurrent;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A clock that leaps to the end of each pause as soon as somebody begins to wait, and keeps how long the pauses were.</summary>
/// <param name="deadline">How long a call may take: timers of exactly this length are no pauses, and fire when the clock has leapt past them.</param>
internal sealed class LeapingTimeProvider(TimeSpan deadline) : TimeProvider
{
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<TimeSpan> _pauses = new();

    public LeapingTimeProvider()
        : this(TimeSpan.FromSeconds(30))
    {
    }

    /// <summary>Done at the beginning of a pause in place of the leap.</summary>
    public Action? OnPause { get; init; }

    public IReadOnlyList<TimeSpan> Pauses => [.. _pauses];

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public void Advance(TimeSpan by) => _clock.Advance(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime != deadline && dueTime != Timeout.InfiniteTimeSpan)
        {
            _pauses.Enqueue(dueTime);
            ThreadPool.QueueUserWorkItem(_ => (OnPause ?? (() => Advance(dueTime)))());
        }
        return timer;
    }
}
