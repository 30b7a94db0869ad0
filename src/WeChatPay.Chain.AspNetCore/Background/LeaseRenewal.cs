using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;

namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>Renews the lease of a stored notification until it is disposed, and cancels the handler when another instance has it.</summary>
internal sealed class LeaseRenewal : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private Task _renewing = Task.CompletedTask;

    public static LeaseRenewal Start(
        INotificationStore store,
        StoredNotification stored,
        TimeSpan lease,
        TimeProvider timeProvider,
        CancellationTokenSource lost,
        ILogger logger)
    {
        var renewal = new LeaseRenewal();
        renewal._renewing = renewal.RenewAsync(store, stored, lease, timeProvider, lost, logger);
        return renewal;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        _stopped.Dispose();
    }

    private async Task RenewAsync(
        INotificationStore store,
        StoredNotification stored,
        TimeSpan lease,
        TimeProvider timeProvider,
        CancellationTokenSource lost,
        ILogger logger)
    {
        while (true)
        {
            await Task.Delay(lease / 3, timeProvider, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stopped.IsCancellationRequested)
            {
                return;
            }
            try
            {
                if (!await store.RenewAsync(stored.Key, stored.Attempt, lease, _stopped.Token).ConfigureAwait(false))
                {
                    await lost.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }
            catch (Exception exception)
            {
                // The inbox sees to it that two instances do not handle the notification at the same time.
                if (!_stopped.IsCancellationRequested)
                {
                    NotificationLog.StoreFailed(logger, exception);
                }
            }
        }
    }
}
