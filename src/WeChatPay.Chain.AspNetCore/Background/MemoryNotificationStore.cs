namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>Keeps notifications in the memory of this process.</summary>
/// <param name="timeProvider">The clock by which notifications are due.</param>
/// <param name="capacity">The maximum number that wait, and of those that have failed, for one endpoint of one merchant.</param>
internal sealed class MemoryNotificationStore(TimeProvider timeProvider, int capacity) : INotificationStore
{
    private readonly Lock _lock = new();
    private readonly long _start = timeProvider.GetTimestamp();
    private readonly Dictionary<(string MerchantId, string Endpoint), MemoryLane> _lanes = [];

    // Elapsed time, not the time of day: setting the clock would end or prolong pauses.
    private TimeSpan Now => timeProvider.GetElapsedTime(_start);

    public Task<bool> AddAsync(StoredNotification notification, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(LaneOf(notification.Key).TryAdd(notification, Now));
        }
    }

    public Task<StoredNotification?> TakeAsync(
        string merchantId, string endpoint, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_lanes.GetValueOrDefault((merchantId, endpoint))?.Take(Now, lease));
        }
    }

    public Task<bool> RenewAsync(NotificationKey key, int attempt, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(LaneOf(key).TryRenew(key, attempt, Now + lease));
        }
    }

    public Task CompleteAsync(NotificationKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            LaneOf(key).Remove(key);
        }
        return Task.CompletedTask;
    }

    public Task<bool> FailAsync(
        NotificationKey key, int attempt, string error, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(LaneOf(key).TryFail(key, attempt, error, Now + retryAfter, timeProvider.GetUtcNow()));
        }
    }

    public Task<IReadOnlyList<FailedNotification>> ListFailedAsync(int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IReadOnlyList<FailedNotification> failed =
                [.. _lanes.Values.SelectMany(lane => lane.Failed).OrderBy(entry => entry.FailedAt).Take(limit)];
            return Task.FromResult(failed);
        }
    }

    public Task<bool> RunAgainAsync(NotificationKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(LaneOf(key).TryRunAgain(key, Now));
        }
    }

    public Task<IReadOnlyList<StoredNotificationCount>> CountAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            IReadOnlyList<StoredNotificationCount> counts =
                [.. _lanes.Select(lane => lane.Value.Count(lane.Key.MerchantId, lane.Key.Endpoint, Now))];
            return Task.FromResult(counts);
        }
    }

    /// <summary>Removes everything.</summary>
    /// <returns>The notifications that were not handled, without those whose loss was reported.</returns>
    public IReadOnlyList<NotificationKey> RemoveAll()
    {
        lock (_lock)
        {
            IReadOnlyList<NotificationKey> waiting = [.. _lanes.Values.SelectMany(lane => lane.Waiting)];
            _lanes.Clear();
            return waiting;
        }
    }

    private MemoryLane LaneOf(NotificationKey key)
    {
        var lane = (key.MerchantId, key.Endpoint);
        return _lanes.TryGetValue(lane, out var found) ? found : _lanes[lane] = new MemoryLane(capacity);
    }
}
