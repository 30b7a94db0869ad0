using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.Resilience;

/// <summary>Waits between two attempts.</summary>
internal static class RetryDelay
{
    /// <exception cref="OperationCanceledException">The call was canceled or timed out.</exception>
    public static ValueTask WaitAsync(TimeSpan delay, TimeProvider timeProvider, bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            return new(Task.Delay(delay, timeProvider, cancellationToken));
        }
        Wait(delay, timeProvider, cancellationToken);
        return ValueTask.CompletedTask;
    }

    // Timers fire on pool threads, all of which may be blocked here. Waiting for a handle with a timeout needs no pool thread.
    // A custom TimeProvider has only timers.
    private static void Wait(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (timeProvider == TimeProvider.System)
        {
            cancellationToken.WaitHandle.WaitOne(delay);
        }
        else
        {
            WaitForTimer(delay, timeProvider, cancellationToken.WaitHandle);
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    [SuppressMessage(
        "Reliability", "CA2000", Justification = "The timer may still fire after it was disposed; the finalizer closes the handle.")]
    private static void WaitForTimer(TimeSpan delay, TimeProvider timeProvider, WaitHandle canceled)
    {
        var elapsed = new ManualResetEvent(false);
        using var timer = timeProvider.CreateTimer(
            static state => ((ManualResetEvent)state!).Set(), elapsed, delay, Timeout.InfiniteTimeSpan);
        WaitHandle.WaitAny([elapsed, canceled]);
    }
}
