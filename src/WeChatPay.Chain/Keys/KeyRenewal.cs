using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Keys;

/// <summary>Coordinates downloads of the certificates: only one at a time, and at most one a minute, unless one is forced.</summary>
/// <param name="download">Downloads the certificates.</param>
/// <param name="accept">Receives the verified certificates.</param>
/// <param name="timeProvider">Measures the minute.</param>
/// <param name="merchantId">The merchant number, for the log.</param>
/// <param name="logger">Logs failures, which a renewal in the background has no caller to report to.</param>
internal sealed class KeyRenewal(
    ICertificateDownload download, Action<IReadOnlyList<KnownKey>> accept, TimeProvider timeProvider, string merchantId, ILogger logger)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(1);

    private readonly Lock _state = new();
    private readonly Lock _syncGate = new();
    private Task<Exception?>? _running;
    private DateTimeOffset? _started;
    private DateTimeOffset? _startedSynchronously;
    private RenewalOutcome _outcome = new(null, null, null);

    /// <summary>The outcome of the downloads so far.</summary>
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

    /// <summary>Waits for the current download, or starts one unless the last one started less than a minute ago.</summary>
    /// <param name="force">Whether to start a download even if the last one started less than a minute ago.</param>
    /// <param name="cancellationToken">Cancels the wait. The download continues, because other calls may wait for it.</param>
    /// <returns>Why the download failed; <see langword="null"/> if it succeeded or was not due.</returns>
    public Task<Exception?> RunAsync(bool force, CancellationToken cancellationToken)
    {
        TaskCompletionSource<Exception?> run;
        lock (_state)
        {
            if (_running is not null)
            {
                return _running.WaitAsync(cancellationToken);
            }
            if (!force && !IsDue(_started))
            {
                return Task.FromResult<Exception?>(null);
            }
            run = Begin();
        }
        _ = DownloadAsync(run);
        return run.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Downloads on this thread, one thread at a time. Does not wait for an asynchronous download of another call: that would block this
    /// thread on a task.
    /// </summary>
    public void Run()
    {
        lock (_syncGate)
        {
            TaskCompletionSource<Exception?>? run;
            lock (_state)
            {
                if (!IsDue(_running is null ? _started : _startedSynchronously))
                {
                    return;
                }
                run = _running is null ? Begin() : null;
                _startedSynchronously = timeProvider.GetUtcNow();
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
        _started = timeProvider.GetUtcNow();
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

    private bool IsDue(DateTimeOffset? started)
    {
        if (started is not { } time)
        {
            return true;
        }
        var now = timeProvider.GetUtcNow();
        // A clock that was set back would otherwise prevent downloads until it has caught up.
        return now - time >= _interval || now < time;
    }
}
