using System.Collections.Concurrent;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A clock that jumps to the end of each delay as soon as it begins, and records the delays.</summary>
/// <param name="deadline">
/// The timeout of calls. Timers of exactly this length are not delays; they fire when the clock has jumped past them.
/// </param>
internal sealed class LeapingTimeProvider(TimeSpan deadline) : TimeProvider
{
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<TimeSpan> _pauses = new();

    public LeapingTimeProvider()
        : this(TimeSpan.FromSeconds(30))
    {
    }

    /// <summary>Called at the beginning of a delay in place of the jump.</summary>
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
