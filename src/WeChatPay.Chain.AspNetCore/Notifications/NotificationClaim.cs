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
        var since = timeProvider.GetUtcNow();
        var claim = await inbox.ClaimAsync(key, _owner, options.ClaimLifetime, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (claim == InboxClaim.Granted)
        {
            _renewing = RenewAsync(since + options.ClaimLifetime);
        }
        return claim;
    }

    /// <summary>Says that it was handled. When that cannot be written down, the claim holds off those who come until it runs out.</summary>
    public Task CompleteAsync() => EndAsync(() => inbox.CompleteAsync(key, options.RememberFor, CancellationToken.None));

    /// <summary>Lets a repeat be handled. When that cannot be written down, the claim runs out by itself.</summary>
    public Task ReleaseAsync() => EndAsync(() => inbox.ReleaseAsync(key, _owner, CancellationToken.None));

    /// <summary>Done by whatever ends the claim.</summary>
    public void Dispose()
    {
        _lost.Dispose();
        _ended.Dispose();
    }

    private async Task EndAsync(Func<Task> end)
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            await end().WaitAsync(options.ClaimLifetime, timeProvider).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotificationLog.InboxFailed(logger, exception, key);
        }
        Dispose();
    }

    private async Task RenewAsync(DateTimeOffset end)
    {
        while (true)
        {
            try
            {
                await Task.Delay(Pause, timeProvider, _ended.Token).ConfigureAwait(false);
                var since = timeProvider.GetUtcNow();
                if (!await inbox.RenewAsync(key, _owner, options.ClaimLifetime, _ended.Token).WaitAsync(Pause, timeProvider, _ended.Token).ConfigureAwait(false))
                {
                    break;
                }
                end = since + options.ClaimLifetime;
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                NotificationLog.InboxFailed(logger, exception, key);
                if (timeProvider.GetUtcNow() >= end)
                {
                    break;
                }
            }
        }
        NotificationLog.ClaimLost(logger, key);
        await _lost.CancelAsync().ConfigureAwait(false);
    }
}
