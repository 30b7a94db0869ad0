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
    public static bool Allows(TimeSpan timeout) => timeout == Timeout.InfiniteTimeSpan || (timeout > TimeSpan.Zero && timeout <= TimeSpan.FromDays(49));

    public CancellationToken Token => (_linked ?? _timer).Token;

    /// <summary>How long ago the call began.</summary>
    public TimeSpan Elapsed => _timeProvider.GetElapsedTime(_began);

    /// <summary>How much time the call has.</summary>
    public TimeSpan Left => _timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : _timeout - _timeProvider.GetElapsedTime(_restarted);

    /// <summary>Gives the call its whole time again, because it is making progress.</summary>
    public void Restart()
    {
        _restarted = _timeProvider.GetTimestamp();
        _timer.CancelAfter(_timeout);
    }

    /// <summary>What the caller should see for an exception that ended the call: a time-out and a cancellation look alike to HttpClient.</summary>
    /// <returns>The same exception when it has a reason of its own: an answer that was refused, a sink that failed.</returns>
    public Exception Explain(Exception exception, PreparedRequest request)
    {
        if (exception is not (HttpRequestException or OperationCanceledException))
        {
            return exception;
        }
        var effect = request is { IsUnderWay: false, MayHaveTakenEffect: false }
            ? "It was not under way, and had no effect."
            : "It may have taken effect: query before repeating it, and repeat it only with the same order number.";
        if (_caller.IsCancellationRequested)
        {
            return exception is OperationCanceledException canceled && canceled.CancellationToken == _caller
                ? exception
                : new OperationCanceledException($"{request} was cancelled by the caller. {effect}", exception, _caller);
        }
        return _timer.IsCancellationRequested
            ? new TimeoutException($"{request} had no complete answer within {_timeout.TotalSeconds:0.###} s. {effect}", exception)
            : exception;
    }

    public void Dispose()
    {
        _linked?.Dispose();
        _timer.Dispose();
    }
}
