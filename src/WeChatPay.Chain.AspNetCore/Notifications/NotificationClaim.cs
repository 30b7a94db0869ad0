using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>One attempt to have a notification: once granted, it is renewed until it ends.</summary>
internal sealed class NotificationClaim(INotificationInbox inbox, NotificationKey key, NotificationOptions options, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private readonly string _owner = Nonce.Create();
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ended = new();
    private Task _renewing = Task.CompletedTask;

    public NotificationKey Key => key;

    /// <summary>Cancelled when somebody else may have the notification by now.</summary>
    public CancellationToken Lost => _lost.Token;

    private TimeSpan Pause => options.ClaimLifetime / 3;

    public async Task<InboxClaim> TakeAsync(CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        try
        {
            var claim = await inbox.ClaimAsync(key, _owner, options.ClaimLifetime, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (claim == InboxClaim.Granted)
            {
                _renewing = RenewAsync(since);
            }
            return claim;
        }
        catch (OperationCanceledException)
        {
            // It may have been granted all the same, to nobody who would handle it; a repeat need not wait until that runs out.
            _ = ReleaseAsync();
            throw;
        }
    }

    /// <summary>Says that it was handled. What cannot be written down is tried again for as long as a claim lasts, which holds off those who come.</summary>
    public async Task CompleteAsync()
    {
        await StopRenewingAsync().ConfigureAwait(false);
        var since = timeProvider.GetTimestamp();
        while (!await TryAsync(() => inbox.CompleteAsync(key, options.RememberFor, CancellationToken.None)).ConfigureAwait(false)
            && timeProvider.GetElapsedTime(since) < options.ClaimLifetime)
        {
            await Task.Delay(Pause, timeProvider).ConfigureAwait(false);
        }
        Dispose();
    }

    /// <summary>Lets a repeat be handled. When that cannot be written down, the claim runs out by itself.</summary>
    public async Task ReleaseAsync()
    {
        await StopRenewingAsync().ConfigureAwait(false);
        await TryAsync(() => inbox.ReleaseAsync(key, _owner, CancellationToken.None)).ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Done by whatever ends the claim.</summary>
    public void Dispose()
    {
        _lost.Dispose();
        _ended.Dispose();
    }

    private async Task StopRenewingAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
    }

    private async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write().WaitAsync(Pause, timeProvider).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            NotificationLog.InboxFailed(logger, exception, key);
            return false;
        }
    }

    private async Task RenewAsync(long since)
    {
        while (true)
        {
            try
            {
                await Task.Delay(Pause, timeProvider, _ended.Token).ConfigureAwait(false);
                var began = timeProvider.GetTimestamp();
                if (!await inbox.RenewAsync(key, _owner, options.ClaimLifetime, _ended.Token).WaitAsync(Pause, timeProvider, _ended.Token).ConfigureAwait(false))
                {
                    break;
                }
                since = began;
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                NotificationLog.InboxFailed(logger, exception, key);
                if (timeProvider.GetElapsedTime(since) >= options.ClaimLifetime)
                {
                    break;
                }
            }
        }
        NotificationLog.ClaimLost(logger, key);
        await _lost.CancelAsync().ConfigureAwait(false);
    }
}
