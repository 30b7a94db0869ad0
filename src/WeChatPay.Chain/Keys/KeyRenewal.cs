using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Keys;

/// <summary>Lets one download of the certificates run at a time, and begin one a minute, whoever asks for it.</summary>
/// <param name="download">Sends the request.</param>
/// <param name="accept">Takes what has come, and proved.</param>
/// <param name="timeProvider">Measures the minute.</param>
/// <param name="merchantId">Whose keys they are, for the log.</param>
/// <param name="logger">Told of what fails: a renewal in the background has nobody else to tell.</param>
internal sealed class KeyRenewal(
    ICertificateDownload download, Action<IReadOnlyList<KnownKey>> accept, TimeProvider timeProvider, string merchantId, ILogger logger)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(1);

    private readonly Lock _state = new();
    private readonly Lock _syncTurn = new();
    private Task<Exception?>? _running;
    private DateTimeOffset? _begun;
    private DateTimeOffset? _begunInSync;
    private RenewalOutcome _outcome = new(null, null, null);

    /// <summary>What became of the downloads so far.</summary>
    public RenewalOutcome Outcome
    {
        get
        {
            lock (_state)
            {
                return _outcome;
            }
        }
    }

    /// <summary>Waits for the download that is under way, or for one that begins now unless the last began within the minute.</summary>
    /// <param name="force">Whether one begins although the minute is not over.</param>
    /// <param name="cancellationToken">Ends the wait; the download goes on, for others wait for it too.</param>
    /// <returns>Why it failed. Null when it did not, and when none was due.</returns>
    public Task<Exception?> RunAsync(bool force, CancellationToken cancellationToken)
    {
        TaskCompletionSource<Exception?> run;
        lock (_state)
        {
            if (_running is not null)
            {
                return _running.WaitAsync(cancellationToken);
            }
            if (!force && !IsOver(_begun))
            {
                return Task.FromResult<Exception?>(null);
            }
            run = Begin();
        }
        _ = DownloadAsync(run);
        return run.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Downloads in this thread, after those of other threads. One that another call runs asynchronously is not waited for: that would block this thread on a task.</summary>
    public void Run()
    {
        lock (_syncTurn)
        {
            TaskCompletionSource<Exception?>? run;
            lock (_state)
            {
                if (!IsOver(_running is null ? _begun : _begunInSync))
                {
                    return;
                }
                run = _running is null ? Begin() : null;
                _begunInSync = timeProvider.GetUtcNow();
            }
            try
            {
                accept(download.RunAsync(isAsync: false).GetCompleted());
                End(run, null);
            }
            catch (Exception exception)
            {
                End(run, exception);
            }
        }
    }

    private async Task DownloadAsync(TaskCompletionSource<Exception?> run)
    {
        try
        {
            accept(await download.RunAsync(isAsync: true).ConfigureAwait(false));
            End(run, null);
        }
        catch (Exception exception)
        {
            End(run, exception);
        }
    }

    private TaskCompletionSource<Exception?> Begin()
    {
        _begun = timeProvider.GetUtcNow();
        var run = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = run.Task;
        return run;
    }

    private void End(TaskCompletionSource<Exception?>? run, Exception? failure)
    {
        lock (_state)
        {
            var now = timeProvider.GetUtcNow();
            _outcome = failure is null ? new RenewalOutcome(now, null, null) : new RenewalOutcome(_outcome.Renewed, now, failure);
            if (run is not null)
            {
                _running = null;
            }
        }
        run?.SetResult(failure);
        if (failure is not null)
        {
            Log.RenewalFailed(logger, merchantId, failure);
        }
    }

    // A clock that was set back would otherwise forbid downloads until it has caught up.
    private bool IsOver(DateTimeOffset? begun) => begun is not { } time || timeProvider.GetUtcNow() is var now && (now - time >= _pause || now < time);
}
