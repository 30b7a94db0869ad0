using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>
/// Renews a claim until it is stopped, takes it again when the inbox has forgotten it, and tells in time when another instance may have it.
/// </summary>
internal sealed class ClaimRenewal(GuardedInbox inbox, NotificationKey key, ClaimTimes times, TimeProvider timeProvider, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Signal _stopped = new();
    private readonly Signal _lost = new();
    private ITimer? _deadline;
    private Task _renewing = Task.CompletedTask;
    private string _owner = "";
    private volatile bool _isLost;
    private volatile bool _isHandledElsewhere;

    /// <summary>Cancelled when another instance may have the notification by now, or has it.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Another instance had the claim after this one, and its handler succeeded.</summary>
    public bool IsHandledElsewhere => _isHandledElsewhere;

    /// <summary>Who has the claim; another one after it was taken again.</summary>
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

    /// <param name="owner">To whom the claim was granted.</param>
    /// <param name="since">When it was requested.</param>
    public void Start(string owner, long since)
    {
        _deadline = timeProvider.CreateTimer(
            static self => ((ClaimRenewal)self!).Lose(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        TryAdopt(owner, since);
        _renewing = RenewAsync();
    }

    /// <summary>Renews a claim that was granted to another owner from now on.</summary>
    /// <returns><see langword="false"/> when it was stopped already.</returns>
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
        Trust(since);
        return true;
    }

    /// <returns>Completed when no renewal is under way any more.</returns>
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
        var pause = times.Pause;
        while (!_isHandledElsewhere && await PauseAsync(pause).ConfigureAwait(false))
        {
            pause = await TryRenewAsync().ConfigureAwait(false) ? times.Pause : times.RetryPause;
        }
    }

    private async Task<bool> PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, timeProvider, _stopped.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> TryRenewAsync()
    {
        try
        {
            var since = timeProvider.GetTimestamp();
            var owner = Owner;
            if (!await inbox.RenewAsync(key, owner, times, _stopped.Token).ConfigureAwait(false))
            {
                return await TakeAgainAsync(owner).ConfigureAwait(false);
            }
            Trust(since);
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

    // The inbox was emptied, restarted or replaced, or it could not be reached until the claim had run out.
    private async Task<bool> TakeAgainAsync(string oldOwner)
    {
        var since = timeProvider.GetTimestamp();
        var (claim, owner) = await inbox.ClaimAsync(key, times, _stopped.Token).ConfigureAwait(false);
        if (claim == InboxClaim.Granted)
        {
            NotificationLog.ClaimTakenAgain(logger, key);
            if (!TryAdopt(owner, since))
            {
                await inbox.ReleaseAsync(key, owner, times.Pause).ConfigureAwait(false);
            }
            return true;
        }
        if (Owner == oldOwner)
        {
            _isHandledElsewhere = claim == InboxClaim.Completed;
            Lose();
        }
        return false;
    }

    private void Trust(long since)
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
        _lost.Set();
    }
}
