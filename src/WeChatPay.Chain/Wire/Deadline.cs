namespace WeChatPay.Chain.Wire;

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
    private long _restarted;

    public Deadline(TimeSpan timeout, TimeProvider timeProvider, CancellationToken caller)
    {
        _timeout = timeout;
        _timeProvider = timeProvider;
        _caller = caller;
        _began = _restarted = timeProvider.GetTimestamp();
        _timer = new CancellationTokenSource(timeout, timeProvider);
        _linked = caller.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller) : null;
    }

    /// <summary>Whether a timer can run that long.</summary>
    public static bool Allows(TimeSpan timeout) => timeout == System.Threading.Timeout.InfiniteTimeSpan || (timeout > TimeSpan.Zero && timeout <= TimeSpan.FromDays(49));

    public CancellationToken Token => (_linked ?? _timer).Token;

    /// <summary>How long ago the call began.</summary>
    public TimeSpan Elapsed => _timeProvider.GetElapsedTime(_began);

    /// <summary>How much time the call has.</summary>
    public TimeSpan Left => _timeout == System.Threading.Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : _timeout - _timeProvider.GetElapsedTime(_restarted);

    /// <summary>Gives the call its whole time again, because it is making progress.</summary>
    public void Restart()
    {
        _restarted = _timeProvider.GetTimestamp();
        _timer.CancelAfter(_timeout);
    }

    /// <summary>Whether the time ran out.</summary>
    public bool IsOver => _timer.IsCancellationRequested;

    /// <summary>The token of whoever made the call; it may have ended the call before the time did.</summary>
    public CancellationToken Caller => _caller;

    /// <summary>How much time the call had in the beginning.</summary>
    public TimeSpan Timeout => _timeout;

    public void Dispose()
    {
        _linked?.Dispose();
        _timer.Dispose();
    }
}
