using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>One attempt to have a notification: once granted, it is renewed until it ends.</summary>
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
        var holder = active.Add(this);
        if (holder == this)
        {
            return claim;
        }
        _ = _renewal.StopAsync();
        return await holder.TakeOverAsync(owner, since).ConfigureAwait(false);
    }

    /// <summary>Says that it was handled. What cannot be written down is tried again for as long as a claim lasts, which holds off those who come.</summary>
    public async Task CompleteAsync()
    {
        _isCompleting = true;
        // A renewal that is still under way finds the notification completed.
        _ = _renewal.StopAsync();
        var since = timeProvider.GetTimestamp();
        while (!await TryAsync(inbox.CompleteAsync(key, options.RememberFor, _times.Pause)).ConfigureAwait(false)
            && timeProvider.GetElapsedTime(since) < options.ClaimLifetime)
        {
            await Task.Delay(_times.Pause, timeProvider).ConfigureAwait(false);
        }
        active.Remove(this);
    }

    /// <summary>Lets the next delivery be handled. When that cannot be written down, the claim runs out by itself.</summary>
    public async Task ReleaseAsync()
    {
        active.Remove(this);
        // A renewal that is still under way could take the claim again after the release.
        await TryAsync(_renewal.StopAsync().WaitAsync(_times.Pause, timeProvider)).ConfigureAwait(false);
        await TryAsync(inbox.ReleaseAsync(key, _renewal.Owner, _times.Pause)).ConfigureAwait(false);
    }

    // The inbox had forgotten this claim, and granted another one for a later delivery to the same process.
    private async Task<InboxClaim> TakeOverAsync(string owner, long since)
    {
        if (_isCompleting || IsHandledElsewhere)
        {
            return InboxClaim.Completed;
        }
        if (!_renewal.TryAdopt(owner, since))
        {
            await TryAsync(inbox.ReleaseAsync(key, owner, _times.Pause)).ConfigureAwait(false);
        }
        return InboxClaim.Refused;
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
