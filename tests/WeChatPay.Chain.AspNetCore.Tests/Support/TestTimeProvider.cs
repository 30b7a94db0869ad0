using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>
/// A fake clock whose pending timers are visible, so that a test can wait until the code under test waits, and whose time of day can change
/// without time passing.
/// </summary>
internal sealed class TestTimeProvider(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TestTimer, long> _dueTimes = new();
    private TimeSpan _shift;

    /// <summary>Whether timers fire on the thread pool, as those of the system do, instead of the thread that advances the clock.</summary>
    public bool UsesThreadPool { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;

    // The base class derives it from the time of day.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>Sets the time of day, as an administrator does. No time passes.</summary>
    public void ShiftTimeOfDay(TimeSpan by) => _shift += by;

    /// <summary>Whether a timer is due within a time from now.</summary>
    public bool HasTimerWithin(TimeSpan time)
    {
        var latest = GetTimestamp() + time.Ticks;
        return _dueTimes.Values.Any(due => due <= latest);
    }

    /// <summary>Advances the clock, a second at a time so that timers that other timers start are due too.</summary>
    /// <param name="condition">Ends the wait.</param>
    /// <param name="isIdle">
    /// Whether no handler runs. Minutes would pass before the thread of a handler starts, and the handler would be canceled.
    /// </param>
    public Task AdvanceUntilAsync(Func<bool> condition, Func<bool>? isIdle = null) => Wait.UntilAsync(() =>
    {
        if (isIdle?.Invoke() ?? true)
        {
            Advance(TimeSpan.FromSeconds(1));
        }
        return condition();
    });

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private ITimer CreateInnerTimer(TimerCallback callback) =>
        base.CreateTimer(callback, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class TestTimer : ITimer
    {
        private readonly TestTimeProvider _clock;
        private readonly Action _fire;
        private readonly ITimer _inner;
        private volatile bool _isDisposed;

        public TestTimer(TestTimeProvider clock, Action fire)
        {
            _clock = clock;
            _fire = fire;
            _inner = clock.CreateInnerTimer(_ => Fire());
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _clock._dueTimes.TryRemove(this, out _);
            var due = _clock.GetTimestamp() + dueTime.Ticks;
            var isChanged = _inner.Change(dueTime, period);
            // Made visible after it is armed, because a test that sees the timer advances the clock.
            if (isChanged && dueTime != Timeout.InfiniteTimeSpan)
            {
                _clock._dueTimes[this] = due;
                // It may have fired or have been disposed in the meantime.
                if (_isDisposed || due <= _clock.GetTimestamp())
                {
                    _clock._dueTimes.TryRemove(this, out _);
                }
            }
            return isChanged;
        }

        public void Dispose()
        {
            _isDisposed = true;
            _clock._dueTimes.TryRemove(this, out _);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire()
        {
            _clock._dueTimes.TryRemove(this, out _);
            if (_clock.UsesThreadPool)
            {
                ThreadPool.QueueUserWorkItem(_ => _fire());
            }
            else
            {
                _fire();
            }
        }
    }
}
