namespace WeChatPay.Chain.AspNetCore.Threading;

/// <summary>The time when the response to a notification is due.</summary>
/// <remarks>
/// Not a <see cref="CancellationTokenSource"/> with a timer, which runs the callbacks one after the other on the timer's thread: a callback
/// that blocks would delay the response, and one that throws would end the process.
/// </remarks>
internal sealed class ResponseDeadline : IDisposable
{
    private readonly CancellationSignal _due = new();
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;

    public ResponseDeadline(TimeSpan timeout, TimeProvider timeProvider) =>
        _timer = timeProvider.CreateTimer(static self => ((ResponseDeadline)self!).Pass(), this, timeout, Timeout.InfiniteTimeSpan);

    /// <summary>Canceled when the response is due.</summary>
    public CancellationToken Token => _due.Token;

    /// <summary>Completes when the response is due, regardless of the callbacks on the token.</summary>
    public Task Passed => _passed.Task;

    public void Dispose() => _timer.Dispose();

    private void Pass()
    {
        _due.Set();
        _passed.SetResult();
    }
}
