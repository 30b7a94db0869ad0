using WeChatPay.Chain.AspNetCore.Notifications;

namespace WeChatPay.Chain.AspNetCore;

/// <summary>
/// Remembers notifications in this process: for an application of one instance. A restart forgets them, and a notification that is
/// delivered once more after it is handled again.
/// </summary>
public sealed class MemoryNotificationInbox : INotificationInbox
{
    private readonly Lock _lock = new();
    private readonly MemoryClaims _claims = new();
    private readonly Dictionary<NotificationKey, TimeSpan> _completed = [];
    private readonly Queue<NotificationKey> _inOrder = new();
    private readonly TimeProvider _timeProvider;
    private readonly long _began;
    private readonly int _capacity;

    /// <summary>Begins without any.</summary>
    /// <param name="timeProvider">The clock that ends claims and memories.</param>
    /// <param name="capacity">How many completed notifications are remembered at most; then the oldest is forgotten early. 100 000 take some 25 MB.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public MemoryNotificationInbox(TimeProvider timeProvider, int capacity = 100_000)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _timeProvider = timeProvider;
        _began = timeProvider.GetTimestamp();
        _capacity = capacity;
    }

    // Not the time of day: a clock that is set forward would end a claim whose handler runs.
    private TimeSpan Now => _timeProvider.GetElapsedTime(_began);

    /// <inheritdoc/>
    public Task<InboxClaim> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = Now;
            Forget(now);
            if (_completed.TryGetValue(key, out var end) && end > now)
            {
                return Task.FromResult(InboxClaim.Completed);
            }
            if (_claims.Contains(key))
            {
                return Task.FromResult(InboxClaim.Refused);
            }
            _claims.Set(key, owner, now + lifetime);
            return Task.FromResult(InboxClaim.Granted);
        }
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = Now;
            Forget(now);
            var isOwners = _claims.IsOwners(key, owner);
            if (isOwners)
            {
                _claims.Set(key, owner, now + lifetime);
            }
            return Task.FromResult(isOwners);
        }
    }

    /// <inheritdoc/>
    public Task CompleteAsync(NotificationKey key, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = Now;
            _claims.Remove(key);
            if (!_completed.ContainsKey(key))
            {
                _inOrder.Enqueue(key);
            }
            _completed[key] = now + lifetime;
            Forget(now);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_claims.IsOwners(key, owner))
            {
                _claims.Remove(key);
            }
            Forget(Now);
        }
        return Task.CompletedTask;
    }

    private void Forget(TimeSpan now)
    {
        _claims.Forget(now);
        while (_inOrder.TryPeek(out var oldest) && (_completed.Count > _capacity || _completed[oldest] <= now))
        {
            _completed.Remove(_inOrder.Dequeue());
        }
    }
}
