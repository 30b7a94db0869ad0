using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Handling;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>Handles the notifications of one store, each endpoint of each merchant in a separate lane.</summary>
/// <param name="store">The store.</param>
/// <param name="drains">Whether a shutdown first handles the notifications that wait, because they are nowhere else.</param>
/// <param name="handler">Handles one notification.</param>
/// <param name="options">The number of workers of a lane, and the time between two looks into the store.</param>
/// <param name="timeProvider">Measures that time.</param>
/// <param name="logger">Logs failures of the store.</param>
internal sealed class NotificationQueue(
    INotificationStore store,
    bool drains,
    StoredNotificationHandler handler,
    NotificationQueueOptions options,
    TimeProvider timeProvider,
    ILogger logger) : IDisposable
{
    private readonly ConcurrentDictionary<(string MerchantId, string Endpoint), NotificationLane> _lanes = new();
    private readonly PendingNotifications _recording = new();
    private readonly CancellationSignal _stopping = new();
    private readonly CancellationSignal _abort = new();
    private Task _polling = Task.CompletedTask;
    private int _isStarted;
    private volatile IReadOnlyList<StoredNotificationCount> _counts = [];

    /// <summary>The numbers of notifications, as of the last look into the store.</summary>
    public IReadOnlyList<StoredNotificationCount> Counts => _counts;

    /// <returns><see langword="false"/> if the store is full.</returns>
    public async Task<bool> AddAsync(StoredNotification notification, CancellationToken cancellationToken)
    {
        var isAdded = await store.AddAsync(notification, cancellationToken).ConfigureAwait(false);
        if (isAdded)
        {
            Start();
            LaneOf(notification.Key.MerchantId, notification.Key.Endpoint).Wake(1);
        }
        return isAdded;
    }

    /// <summary>Starts to look into the store, if that has not begun yet.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            _polling = Task.Run(PollAsync, CancellationToken.None);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Set();
        var ended = Task.WhenAll([_polling, .. _lanes.Values.Select(lane => lane.StopAsync(drains))]);
        try
        {
            await ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Abort();
        }
        await _recording.FinishAsync(ended).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stopping.Set();
        Abort();
    }

    // What waits stays in the store.
    private void Abort()
    {
        foreach (var lane in _lanes.Values)
        {
            _ = lane.StopAsync(isDraining: false);
        }
        _abort.Set();
    }

    private NotificationLane LaneOf(string merchantId, string endpoint) => _lanes.GetOrAdd((merchantId, endpoint), CreateLane);

    private NotificationLane CreateLane((string MerchantId, string Endpoint) lane) =>
        new(() => TakeAsync(lane.MerchantId, lane.Endpoint), HandleAsync, options.Workers);

    private async Task PollAsync()
    {
        while (!_stopping.IsSet)
        {
            try
            {
                _counts = await store.CountAsync(_stopping.Token)
                    .WaitAsync(StoredNotificationHandler.Lease, timeProvider, _stopping.Token)
                    .ConfigureAwait(false);
                foreach (var count in _counts.Where(count => count.Due > 0))
                {
                    LaneOf(count.MerchantId, count.Endpoint).Wake(count.Due);
                }
            }
            catch (Exception exception)
            {
                LogFailure(exception);
            }
            await ((Task)Task.Delay(options.PollInterval, timeProvider, _stopping.Token))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<StoredNotification?> TakeAsync(string merchantId, string endpoint)
    {
        try
        {
            // A notification that is taken later is due again when its lease has expired.
            return await store.TakeAsync(merchantId, endpoint, StoredNotificationHandler.Lease, _abort.Token)
                .WaitAsync(StoredNotificationHandler.Lease, timeProvider, _abort.Token)
                .ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The next look into the store tries again.
            LogFailure(exception);
            return null;
        }
    }

    // Returns when the handler has ended: a store that cannot be reached must not delay the next notification.
    private async Task HandleAsync(StoredNotification notification)
    {
        var attempt = handler.Begin(notification, store, _abort.Token);
        _recording.Add(attempt.Recorded);
        await attempt.HandlerEnded.ConfigureAwait(false);
    }

    private void LogFailure(Exception exception)
    {
        if (!_stopping.IsSet)
        {
            NotificationLog.StoreFailed(logger, exception);
        }
    }
}
