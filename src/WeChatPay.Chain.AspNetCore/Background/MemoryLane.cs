namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>The notifications of one endpoint of one merchant in a <see cref="MemoryNotificationStore"/>. Not thread-safe.</summary>
/// <param name="capacity">The maximum number that wait, and of those that have failed.</param>
internal sealed class MemoryLane(int capacity)
{
    private readonly Dictionary<NotificationKey, Entry> _entries = [];
    private readonly SortedSet<Entry> _waiting = new(
        Comparer<Entry>.Create((one, other) => (one.Due, one.Number).CompareTo((other.Due, other.Number))));

    private readonly Dictionary<NotificationKey, FailedEntry> _failed = [];
    private long _number;

    public IEnumerable<NotificationKey> Waiting => _entries.Keys;

    public IEnumerable<FailedNotification> Failed => _failed.Values.Select(entry => entry.Failure);

    public bool TryAdd(StoredNotification notification, TimeSpan now)
    {
        if (_entries.ContainsKey(notification.Key))
        {
            return true;
        }
        if (_entries.Count >= capacity)
        {
            return false;
        }
        // Delivered again after its last attempt: it has all its attempts again.
        _failed.Remove(notification.Key);
        Set(notification, now);
        return true;
    }

    public StoredNotification? Take(TimeSpan now, TimeSpan lease)
    {
        if (_waiting.Min is not { } next || next.Due > now)
        {
            return null;
        }
        var taken = next.Notification with { Attempt = next.Notification.Attempt + 1 };
        Set(taken, now + lease);
        return taken;
    }

    public bool TryRenew(NotificationKey key, int attempt, TimeSpan due)
    {
        if (FindTaken(key, attempt) is not { } entry)
        {
            return false;
        }
        Set(entry.Notification, due);
        return true;
    }

    public void Remove(NotificationKey key)
    {
        if (_entries.Remove(key, out var entry))
        {
            _waiting.Remove(entry);
        }
    }

    public bool TryFail(NotificationKey key, int attempt, string error, TimeSpan? due, DateTimeOffset failedAt)
    {
        if (FindTaken(key, attempt) is not { } entry)
        {
            return false;
        }
        if (due is { } time)
        {
            Set(entry.Notification, time);
            return true;
        }
        Remove(key);
        if (_failed.Count >= capacity)
        {
            _failed.Remove(_failed.MinBy(failed => failed.Value.Failure.FailedAt).Key);
        }
        _failed[key] = new FailedEntry(
            entry.Notification, new FailedNotification(key, entry.Notification.ReceivedAt, failedAt, attempt, error));
        return true;
    }

    public bool TryRunAgain(NotificationKey key, TimeSpan now)
    {
        if (!_failed.Remove(key, out var failed))
        {
            return false;
        }
        Set(failed.Notification with { Attempt = 0 }, now);
        return true;
    }

    public StoredNotificationCount Count(string merchantId, string endpoint, TimeSpan now) => new(
        merchantId,
        endpoint,
        _entries.Count,
        _waiting.TakeWhile(entry => entry.Due <= now).Count(),
        _failed.Count,
        _entries.Count == 0 ? TimeSpan.Zero : now - _entries.Values.Min(entry => entry.Added));

    private Entry? FindTaken(NotificationKey key, int attempt) =>
        _entries.TryGetValue(key, out var entry) && entry.Notification.Attempt == attempt ? entry : null;

    private void Set(StoredNotification notification, TimeSpan due)
    {
        var added = _entries.TryGetValue(notification.Key, out var before) ? before.Added : due;
        Remove(notification.Key);
        var entry = new Entry(notification, added, due, _number++);
        _entries.Add(notification.Key, entry);
        _waiting.Add(entry);
    }

    private sealed record Entry(StoredNotification Notification, TimeSpan Added, TimeSpan Due, long Number);

    private sealed record FailedEntry(StoredNotification Notification, FailedNotification Failure);
}
