using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;

namespace WeChatPay.Chain.AspNetCore.Claims;

/// <summary>The claim of one delivery on its notification. Once granted, it is renewed until it is completed or released.</summary>
internal sealed class NotificationClaim(
    GuardedClaims claims, ActiveClaims active, NotificationRun run, TimeProvider timeProvider, ILogger logger)
{
    private readonly ClaimTimes _times = new(run.ClaimLifetime);
    private readonly ClaimRenewal _renewal = new(claims, run.Key, new ClaimTimes(run.ClaimLifetime), timeProvider, logger);
    private volatile bool _isCompleting;

    public NotificationKey Key => run.Key;

    /// <inheritdoc cref="ClaimResult.Number"/>
    public long Number { get; private set; }

    /// <inheritdoc cref="ClaimRenewal.Lost"/>
    public CancellationToken Lost => _renewal.Lost;

    public async Task<InboxClaim> TakeAsync(CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        var (result, owner) = await claims.ClaimAsync(Key, _times, cancellationToken).ConfigureAwait(false);
        if (result.Claim != InboxClaim.Granted)
        {
            return result.Claim;
        }
        Number = result.Number;
        _renewal.Start(owner, since);
        var holder = active.GetOrAdd(this);
        if (holder == this)
        {
            return InboxClaim.Granted;
        }
        _ = _renewal.StopAsync();
        return await holder.TakeOverAsync(owner, since).ConfigureAwait(false);
    }

    /// <summary>
    /// Records that the notification was handled. If that fails, it is tried again for the lifetime of a claim, during which the claim
    /// keeps other deliveries from being handled.
    /// </summary>
    /// <returns><see langword="false"/> if another instance has the claim, whose outcome decides.</returns>
    public async Task<bool> CompleteAsync()
    {
        _isCompleting = true;
        // A renewal that is still running could claim the notification for another owner.
        await TryAsync(_renewal.StopAsync().WaitAsync(_times.RenewalInterval, timeProvider)).ConfigureAwait(false);
        var since = timeProvider.GetTimestamp();
        bool? isRecorded;
        while ((isRecorded = await TryCompleteAsync(_renewal.Owner).ConfigureAwait(false)) is null
            && timeProvider.GetElapsedTime(since) < run.ClaimLifetime)
        {
            await Task.Delay(_times.RenewalInterval, timeProvider).ConfigureAwait(false);
        }
        active.Remove(this);
        if (isRecorded == false)
        {
            NotificationLog.CompletionRejected(logger, Key);
            NotificationInstruments.CountLostClaim(Key);
        }
        return isRecorded != false;
    }

    /// <summary>Releases the claim, so that the next delivery is handled. If that fails, the claim expires.</summary>
    public async Task ReleaseAsync()
    {
        active.Remove(this);
        // A renewal that is still running could take the claim again after the release.
        await TryAsync(_renewal.StopAsync().WaitAsync(_times.RenewalInterval, timeProvider)).ConfigureAwait(false);
        await TryAsync(claims.ReleaseAsync(Key, _renewal.Owner, _times.RenewalInterval)).ConfigureAwait(false);
    }

    // The storage lost this claim, and granted another one to a later delivery to the same process.
    private async Task<InboxClaim> TakeOverAsync(string owner, long since)
    {
        if (_isCompleting)
        {
            await TryCompleteAsync(owner).ConfigureAwait(false);
            return InboxClaim.Completed;
        }
        if (!_renewal.TryAdopt(owner, since))
        {
            await TryAsync(claims.ReleaseAsync(Key, owner, _times.RenewalInterval)).ConfigureAwait(false);
        }
        return InboxClaim.InProgress;
    }

    /// <returns><see langword="null"/> if the record could not be written.</returns>
    private async Task<bool?> TryCompleteAsync(string owner)
    {
        try
        {
            return await claims.CompleteAsync(Key, owner, run.RememberFor, _times.RenewalInterval).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotificationLog.InboxFailed(logger, exception, Key);
            return null;
        }
    }

    private async Task TryAsync(Task write)
    {
        try
        {
            await write.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotificationLog.InboxFailed(logger, exception, Key);
        }
    }
}
