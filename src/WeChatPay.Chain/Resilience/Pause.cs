using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.Resilience;

/// <summary>The wait of a synchronous call.</summary>
internal static class Pause
{
    // Timers fire on pool threads, all of which may be held by callers that wait here: a handle that times out by itself needs none.
    // A clock other than the system's has only timers, whose threads are its own affair.
    /// <exception cref="OperationCanceledException">The call is given up, or its time is over.</exception>
    public static void Wait(TimeSpan pause, TimeProvider timeProvider, CancellationToken cancellationToken)
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

    [SuppressMessage("Reliability", "CA2000", Justification = "The timer may fire once more after it was disposed; the handle is left to its finalizer.")]
    private static void WaitForTimer(TimeSpan pause, TimeProvider timeProvider, WaitHandle canceled)
    {
        var over = new ManualResetEvent(false);
        using var timer = timeProvider.CreateTimer(static over => ((ManualResetEvent)over!).Set(), over, pause, Timeout.InfiniteTimeSpan);
        WaitHandle.WaitAny([over, canceled]);
    }
}
