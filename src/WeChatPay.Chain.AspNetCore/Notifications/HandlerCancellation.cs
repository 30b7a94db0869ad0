using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>
/// Cancels a handler's token. What the handler registered on the token runs on the handler's threads; one that throws or blocks affects
/// nothing else.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The source holds nothing, and the handler may leave behind work that uses it.")]
internal sealed class HandlerCancellation(HandlerThreads threads, NotificationKey key, ILogger logger)
{
    private readonly CancellationTokenSource _source = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    public CancellationToken Token => _source.Token;

    /// <summary>Completed when the token is cancelled and all that the handler registered on it has run.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Cancels when <paramref name="token"/> is cancelled.</summary>
    /// <returns>Ends that.</returns>
    public CancellationTokenRegistration Follow(CancellationToken token) =>
        token.UnsafeRegister(static self => ((HandlerCancellation)self!).Request(), this);

    /// <summary>True at once, whereas the token is cancelled a moment later.</summary>
    public void ThrowIfRequested()
    {
        if (Volatile.Read(ref _requests) > 0)
        {
            throw new OperationCanceledException("The handler was cancelled before it began.");
        }
    }

    private void Request()
    {
        if (Interlocked.Increment(ref _requests) == 1)
        {
            Task.Factory.StartNew(Cancel, CancellationToken.None, TaskCreationOptions.DenyChildAttach, threads);
        }
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (Exception exception)
        {
            NotificationLog.CallbackFailed(logger, exception, key);
        }
        _finished.TrySetResult();
    }
}
