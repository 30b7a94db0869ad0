using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.Resilience;

/// <summary>Waits between two attempts.</summary>
internal static class Pause
{
    /// <exception cref="OperationCanceledException">The call was canceled or timed out.</exception>
    public static ValueTask WaitAsync(TimeSpan pause, TimeProvider timeProvider, bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            return new(Task.Delay(pause, timeProvider, cancellationToken));
        }
        Wait(pause, timeProvider, cancellationToken);
        return ValueTask.CompletedTask;
    }

    // Timers fire on pool threads, all of which may be blocked here. Waiting for a handle with a timeout needs no pool thread.
    // A custom TimeProvider has only timers.
    private static void Wait(TimeSpan pause, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (timeProvider == TimeProvider.System)
        {
            cancellationToken.WaitHandle.WaitOne(pause);
        }
        else
        {
            WaitForTimer(pause, timeProvider, cancellationToken.WaitHandle);
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    [SuppressMessage(
        "Reliability", "CA2000", Justification = "The timer may still fire after it was disposed; the finalizer closes the handle.")]
    private static void WaitForTimer(TimeSpan pause, TimeProvider timeProvider, WaitHandle canceled)
    {
        var over = new ManualResetEvent(false);
        using var timer = timeProvider.CreateTimer(static over => ((ManualResetEvent)over!).Set(), over, pause, Timeout.InfiniteTimeSpan);
        WaitHandle.WaitAny([over, canceled]);
    }
}
