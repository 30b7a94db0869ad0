using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;

namespace WeChatPay.Chain.AspNetCore.Threading;

/// <summary>
/// Cancels the token of a handler. Callbacks that the handler registered on it run on the handler's threads, so that one that throws or
/// blocks affects nothing else.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The source holds no resources, and work of the handler can outlive it.")]
internal sealed class HandlerCancellation(HandlerTaskScheduler scheduler, NotificationKey key, ILogger logger)
{
    private readonly CancellationTokenSource _source = new();
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;

    public CancellationToken Token => _source.Token;

    /// <summary>Completes when the token is canceled and all its callbacks have run.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Links this cancellation to another token.</summary>
    /// <returns>Removes the link when it is disposed.</returns>
    public CancellationTokenRegistration LinkTo(CancellationToken token) =>
        token.UnsafeRegister(static self => ((HandlerCancellation)self!).Request(), this);

    /// <summary>Throws if cancellation was requested. The token itself is canceled slightly later, on another thread.</summary>
    public void ThrowIfRequested()
    {
        if (Volatile.Read(ref _requests) > 0)
        {
            throw new OperationCanceledException("The handler was canceled before it started.");
        }
    }

    /// <summary>Cancels the token.</summary>
    public void Request()
    {
        if (Interlocked.Increment(ref _requests) == 1)
        {
            Task.Factory.StartNew(Cancel, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
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
