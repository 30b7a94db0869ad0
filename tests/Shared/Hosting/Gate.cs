namespace WeChatPay.Chain.Tests.Shared;

/// <summary>Holds a handler until a test opens the gate.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a handler has arrived.</summary>
    public Task Entered => _entered.Task;

    public void Open() => _opened.TrySetResult();

    /// <summary>For a handler that observes its token.</summary>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        _entered.TrySetResult();
        return _opened.Task.WaitAsync(cancellationToken);
    }

    /// <summary>For a handler that ignores its token.</summary>
    public Task PassUncancelableAsync(CancellationToken cancellationToken)
    {
        _ = cancellationToken;
        return PassAsync(CancellationToken.None);
    }
}
