using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.AspNetCore.Threading;

/// <summary>
/// Cancels a token without running its callbacks on the calling thread: they run on the thread pool, and may throw or block.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The source holds no resources, and code that uses its token can outlive it.")]
internal sealed class CancellationSignal
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    public bool IsSet => _source.IsCancellationRequested;

    /// <summary>Cancels the token. It is canceled when this method returns.</summary>
    public void Set() => _source.CancelAsync().ContinueWith(
        static canceled => _ = canceled.Exception,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
