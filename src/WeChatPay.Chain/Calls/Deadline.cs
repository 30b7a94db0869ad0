namespace WeChatPay.Chain.Calls;

/// <summary>Cancels a call when it times out or the caller cancels it, and distinguishes the two.</summary>
internal sealed class Deadline : IDisposable
{
    /// <summary>The valid range of a timeout, for messages.</summary>
    public const string Expected = "it must be greater than zero and at most 49 days, or Timeout.InfiniteTimeSpan for no limit.";

    private readonly TimeSpan _timeout;
    private readonly TimeSpan _total;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource? _linked;
    private readonly long _began;
    private long _restarted;
    private bool _isTotalNext;

    /// <param name="timeout">The time that the call may take without progress.</param>
    /// <param name="total">The total time that the call may take, however often it is restarted.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="caller">The token of the caller.</param>
    public Deadline(TimeSpan timeout, TimeSpan total, TimeProvider timeProvider, CancellationToken caller)
    {
        _timeout = timeout;
        _total = total;
        _timeProvider = timeProvider;
        Caller = caller;
        _began = _restarted = timeProvider.GetTimestamp();
        var first = Min(timeout, total);
        _isTotalNext = first != timeout;
        _timer = new CancellationTokenSource(first, timeProvider);
        _linked = caller.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller) : null;
    }

    /// <summary>Canceled when the call times out or the caller cancels it.</summary>
    public CancellationToken Token => (_linked ?? _timer).Token;

    /// <summary>The token of the caller, which may have canceled the call before it timed out.</summary>
    public CancellationToken Caller { get; }

    /// <summary>Whether the call timed out.</summary>
    public bool IsExpired => _timer.IsCancellationRequested;

    /// <summary>The limit that was exceeded: the time without progress, or the total time.</summary>
    public TimeSpan Limit => _isTotalNext ? _total : _timeout;

    /// <summary>The time since the call began.</summary>
    public TimeSpan Elapsed => _timeProvider.GetElapsedTime(_began);

    /// <summary>The remaining time without progress.</summary>
    public TimeSpan Remaining =>
        _timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : _timeout - _timeProvider.GetElapsedTime(_restarted);

    /// <summary>Whether a timeout is valid.</summary>
    public static bool Allows(TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan || (timeout > TimeSpan.Zero && timeout <= TimeSpan.FromDays(49));

    /// <summary>Restarts the timeout, because the call makes progress. The total time still applies.</summary>
    public void Restart()
    {
        _restarted = _timeProvider.GetTimestamp();
        var left = Timeout.InfiniteTimeSpan;
        if (_total != Timeout.InfiniteTimeSpan)
        {
            left = _total - Elapsed;
            if (left <= TimeSpan.Zero)
            {
                _isTotalNext = true;
                _timer.Cancel();
                return;
            }
        }
        var next = Min(_timeout, left);
        _isTotalNext = next != _timeout;
        _timer.CancelAfter(next);
    }

    public void Dispose()
    {
        _linked?.Dispose();
        _timer.Dispose();
    }

    // InfiniteTimeSpan is negative, so it needs its own case.
    private static TimeSpan Min(TimeSpan one, TimeSpan other)
    {
        if (one == Timeout.InfiniteTimeSpan)
        {
            return other;
        }
        return other == Timeout.InfiniteTimeSpan || one < other ? one : other;
    }
}
