using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>Renews the lease of a stored notification until it is disposed, and signals when another instance has it.</summary>
internal sealed class LeaseRenewal : IAsyncDisposable
{
    private readonly INotificationStore _store;
    private readonly StoredNotification _stored;
    private readonly TimeSpan _lease;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly CancellationSignal _stopped = new();
    private readonly CancellationSignal _lost = new();
    private readonly Task _renewing;

    public LeaseRenewal(
        INotificationStore store, StoredNotification stored, TimeSpan lease, TimeProvider timeProvider, ILogger logger)
    {
        _store = store;
        _stored = stored;
        _lease = lease;
        _timeProvider = timeProvider;
        _logger = logger;
        _renewing = RenewAsync();
    }

    /// <summary>Canceled when another instance has the notification.</summary>
    public CancellationToken Lost => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        _stopped.Set();
        await _renewing.ConfigureAwait(false);
    }

    private async Task RenewAsync()
    {
        while (true)
        {
            await Task.Delay(_lease / 3, _timeProvider, _stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stopped.IsSet)
            {
                return;
            }
            try
            {
                if (!await _store.RenewAsync(_stored.Key, _stored.Attempt, _lease, _stopped.Token).ConfigureAwait(false))
                {
                    _lost.Set();
                    return;
                }
            }
            catch (Exception exception)
            {
                // The inbox sees to it that two instances do not handle the notification at the same time.
                if (!_stopped.IsSet)
                {
                    NotificationLog.StoreFailed(_logger, exception);
                }
            }
        }
    }
}
