using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore.Claims;

/// <summary>
/// Renews a claim until it is stopped, claims the notification again when the storage has lost the claim, and signals in time when another
/// instance may take over.
/// </summary>
internal sealed class ClaimRenewal(GuardedClaims claims, NotificationKey key, ClaimTimes times, TimeProvider timeProvider, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly CancellationSignal _stopped = new();
    private readonly CancellationSignal _lost = new();
    private ITimer? _deadline;
    private Task _renewing = Task.CompletedTask;
    private string _owner = "";
    private volatile bool _isLost;
    private volatile bool _isHandledElsewhere;

    /// <summary>Canceled when another instance has claimed the notification, or may have.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>The current owner; it changes when the notification is claimed again.</summary>
    public string Owner
    {
        get
        {
            lock (_lock)
            {
                return _owner;
            }
        }
    }

    /// <param name="owner">The owner that was granted the claim.</param>
    /// <param name="since">The timestamp before the claim was requested.</param>
    public void Start(string owner, long since)
    {
        _deadline = timeProvider.CreateTimer(
            static self => ((ClaimRenewal)self!).Lose(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        TryAdopt(owner, since);
        _renewing = RenewAsync();
    }

    /// <summary>Switches to a claim that was granted to another owner.</summary>
    /// <returns><see langword="false"/> if the renewal was stopped.</returns>
    public bool TryAdopt(string owner, long since)
    {
        lock (_lock)
        {
            if (_stopped.IsSet)
            {
                return false;
            }
            _owner = owner;
        }
        ExtendTrust(since);
        return true;
    }

    /// <returns>A task that completes when the last renewal has ended.</returns>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _stopped.Set();
        }
        _deadline?.Dispose();
        return _renewing;
    }

    private async Task RenewAsync()
    {
        var interval = times.RenewalInterval;
        while (!_isHandledElsewhere && await WaitAsync(interval).ConfigureAwait(false))
        {
            interval = await TryRenewAsync().ConfigureAwait(false) ? times.RenewalInterval : times.RetryInterval;
        }
    }

    // Each claim ends one of these waits, so that it must not cost an exception.
    private async Task<bool> WaitAsync(TimeSpan interval)
    {
        await Task.Delay(interval, timeProvider, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_stopped.IsSet;
    }

    private async Task<bool> TryRenewAsync()
    {
        try
        {
            var since = timeProvider.GetTimestamp();
            var owner = Owner;
            if (!await claims.RenewAsync(key, owner, times, _stopped.Token).ConfigureAwait(false))
            {
                return await ClaimAgainAsync(owner).ConfigureAwait(false);
            }
            ExtendTrust(since);
        }
        catch (Exception exception)
        {
            if (!_stopped.IsSet)
            {
                NotificationLog.InboxFailed(logger, exception, key);
            }
            return false;
        }
        return true;
    }

    // The storage was cleared, restarted or replaced, or could not be reached until the claim had expired.
    private async Task<bool> ClaimAgainAsync(string previousOwner)
    {
        var since = timeProvider.GetTimestamp();
        var (result, owner) = await claims.ClaimAsync(key, times, _stopped.Token).ConfigureAwait(false);
        if (result.Claim == InboxClaim.Granted)
        {
            NotificationLog.ClaimedAgain(logger, key);
            if (!TryAdopt(owner, since))
            {
                await claims.ReleaseAsync(key, owner, times.RenewalInterval).ConfigureAwait(false);
            }
            return true;
        }
        if (Owner == previousOwner)
        {
            _isHandledElsewhere = result.Claim == InboxClaim.Completed;
            Lose();
        }
        return false;
    }

    private void ExtendTrust(long since)
    {
        var left = times.TrustedFor - timeProvider.GetElapsedTime(since);
        if (left <= TimeSpan.Zero)
        {
            Lose();
            return;
        }
        _isLost = false;
        _deadline?.Change(left, Timeout.InfiniteTimeSpan);
    }

    private void Lose()
    {
        if (_isLost || _stopped.IsSet)
        {
            return;
        }
        _isLost = true;
        NotificationLog.ClaimLost(logger, key);
        NotificationInstruments.CountLostClaim(key);
        _lost.Set();
    }
}
