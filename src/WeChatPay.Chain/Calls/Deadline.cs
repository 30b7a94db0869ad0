namespace WeChatPay.Chain.Calls;

/// <summary>Ends a call when its time is over or when the caller gives up, and knows which it was.</summary>
internal sealed class Deadline : IDisposable
{
    /// <summary>What a message says that a time-out should be.</summary>
    public const string Expected = "a span above zero is expected, at most 49 days, or Timeout.InfiniteTimeSpan for no limit.";

    private readonly TimeSpan _timeout;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource? _linked;
    private readonly long _began;
    private readonly TimeSpan _total;
    private long _restarted;
    private bool _isTotalNext;

    /// <param name="timeout">How long the call may make no progress.</param>
    /// <param name="total">How long it may take in all, however often it is given time again.</param>
    /// <param name="timeProvider">Measures both.</param>
    /// <param name="caller">Ends the call too.</param>
    public Deadline(TimeSpan timeout, TimeSpan total, TimeProvider timeProvider, CancellationToken caller)
    {
        _timeout = timeout;
        _total = total;
        _timeProvider = timeProvider;
        _caller = caller;
        _began = _restarted = timeProvider.GetTimestamp();
        var first = Shorter(timeout, total);
        _isTotalNext = first != timeout;
        _timer = new CancellationTokenSource(first, timeProvider);
        _linked = caller.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller) : null;
    }

    /// <summary>Whether a timer can run that long.</summary>
    public static bool Allows(TimeSpan timeout) => timeout == System.Threading.Timeout.InfiniteTimeSpan || (timeout > TimeSpan.Zero && timeout <= TimeSpan.FromDays(49));

    public CancellationToken Token => (_linked ?? _timer).Token;

    /// <summary>How long ago the call began.</summary>
    public TimeSpan Elapsed => _timeProvider.GetElapsedTime(_began);

    /// <summary>How much time the call has.</summary>
    public TimeSpan Left => _timeout == System.Threading.Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : _timeout - _timeProvider.GetElapsedTime(_restarted);

    /// <summary>Gives the call its whole time again, because it is making progress, as far as it has time in all.</summary>
    public void Restart()
    {
        _restarted = _timeProvider.GetTimestamp();
        var left = _total == System.Threading.Timeout.InfiniteTimeSpan ? _total : _total - Elapsed;
        if (left <= TimeSpan.Zero && left != System.Threading.Timeout.InfiniteTimeSpan)
        {
            _isTotalNext = true;
            _timer.Cancel();
        }
        else
        {
            var next = Shorter(_timeout, left);
            _isTotalNext = next != _timeout;
            _timer.CancelAfter(next);
        }
    }

    /// <summary>Whether the time ran out.</summary>
    public bool IsOver => _timer.IsCancellationRequested;

    /// <summary>The token of whoever made the call; it may have ended the call before the time did.</summary>
    public CancellationToken Caller => _caller;

    /// <summary>The time that ran out: that without progress, or that in all.</summary>
    public TimeSpan Limit => _isTotalNext ? _total : _timeout;

    public void Dispose()
    {
        _linked?.Dispose();
        _timer.Dispose();
    }

    // Infinite is spelled as a negative span.
    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) =>
        one == System.Threading.Timeout.InfiniteTimeSpan ? other
        : other == System.Threading.Timeout.InfiniteTimeSpan || one < other ? one
        : other;
}
