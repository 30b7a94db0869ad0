using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;

namespace WeChatPay.Chain.AspNetCore.Claims;

/// <summary>The claim of one delivery on its notification. Once granted, it is renewed until it is completed or released.</summary>
internal sealed class NotificationClaim(
    GuardedInbox inbox, ActiveClaims active, NotificationKey key, NotificationOptions options, TimeProvider timeProvider, ILogger logger)
{
    private readonly ClaimTimes _times = new(options.ClaimLifetime);
    private readonly ClaimRenewal _renewal = new(inbox, key, new ClaimTimes(options.ClaimLifetime), timeProvider, logger);
    private volatile bool _isCompleting;

    public NotificationKey Key => key;

    /// <inheritdoc cref="ClaimRenewal.Lost"/>
    public CancellationToken Lost => _renewal.Lost;

    /// <inheritdoc cref="ClaimRenewal.IsHandledElsewhere"/>
    public bool IsHandledElsewhere => _renewal.IsHandledElsewhere;

    public async Task<InboxClaim> TakeAsync(CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        var (claim, owner) = await inbox.ClaimAsync(key, _times, cancellationToken).ConfigureAwait(false);
        if (claim != InboxClaim.Granted)
        {
            return claim;
        }
        _renewal.Start(owner, since);
        var holder = active.GetOrAdd(this);
        if (holder == this)
        {
            return claim;
        }
        _ = _renewal.StopAsync();
        return await holder.TakeOverAsync(owner, since).ConfigureAwait(false);
    }

    /// <summary>
    /// Records that the notification was handled. If that fails, it is tried again for the lifetime of a claim, during which the claim
    /// keeps other deliveries from being handled.
    /// </summary>
    public async Task CompleteAsync()
    {
        _isCompleting = true;
        // A renewal that is still running finds the notification completed.
        _ = _renewal.StopAsync();
        var since = timeProvider.GetTimestamp();
        while (!await TryAsync(inbox.CompleteAsync(key, options.RememberFor, _times.RenewalInterval)).ConfigureAwait(false)
            && timeProvider.GetElapsedTime(since) < options.ClaimLifetime)
        {
            await Task.Delay(_times.RenewalInterval, timeProvider).ConfigureAwait(false);
        }
        active.Remove(this);
    }

    /// <summary>Releases the claim, so that the next delivery is handled. If that fails, the claim expires.</summary>
    public async Task ReleaseAsync()
    {
        active.Remove(this);
        // A renewal that is still running could take the claim again after the release.
        await TryAsync(_renewal.StopAsync().WaitAsync(_times.RenewalInterval, timeProvider)).ConfigureAwait(false);
        await TryAsync(inbox.ReleaseAsync(key, _renewal.Owner, _times.RenewalInterval)).ConfigureAwait(false);
    }

    // The inbox lost this claim, and granted another one to a later delivery to the same process.
    private async Task<InboxClaim> TakeOverAsync(string owner, long since)
    {
        if (_isCompleting || IsHandledElsewhere)
        {
            return InboxClaim.Completed;
        }
        if (!_renewal.TryAdopt(owner, since))
        {
            await TryAsync(inbox.ReleaseAsync(key, owner, _times.RenewalInterval)).ConfigureAwait(false);
        }
        return InboxClaim.InProgress;
    }

    private async Task<bool> TryAsync(Task write)
    {
        try
        {
            await write.ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            NotificationLog.InboxFailed(logger, exception, key);
            return false;
        }
    }
}
