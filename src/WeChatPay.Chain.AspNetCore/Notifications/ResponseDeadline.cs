namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>When the response to a notification is due.</summary>
/// <remarks>
/// A <see cref="CancellationTokenSource"/> with a timer runs the callbacks on its token one after the other on the timer's thread: one that
/// blocks keeps the response waiting, and one that throws ends the process.
/// </remarks>
internal sealed class ResponseDeadline : IDisposable
{
    private readonly Signal _due = new();
    private readonly TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ITimer _timer;

    public ResponseDeadline(TimeSpan within, TimeProvider timeProvider) =>
        _timer = timeProvider.CreateTimer(static self => ((ResponseDeadline)self!).Pass(), this, within, Timeout.InfiniteTimeSpan);

    /// <summary>Cancelled when the response is due.</summary>
    public CancellationToken Token => _due.Token;

    /// <summary>Completed when the response is due, whatever is registered on the token.</summary>
    public Task Passed => _passed.Task;

    public void Dispose() => _timer.Dispose();

    private void Pass()
    {
        _due.Set();
        _passed.SetResult();
    }
}
