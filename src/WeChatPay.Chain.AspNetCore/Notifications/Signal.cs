using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>A token, and what cancels it without running the callbacks on it: they may throw or block, and run on the pool.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The source holds nothing, and its token may be used by code that outlives it.")]
internal sealed class Signal
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    public bool IsSet => _source.IsCancellationRequested;

    /// <summary>The token is cancelled when this returns.</summary>
    public void Set() => _source.CancelAsync().ContinueWith(
        static cancelled => _ = cancelled.Exception,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
