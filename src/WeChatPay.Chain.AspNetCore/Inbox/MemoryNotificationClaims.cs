using WeChatPay.Chain.AspNetCore.Inbox;

namespace WeChatPay.Chain.AspNetCore;

/// <summary>Keeps claims on notifications in the memory of this process, for an application that runs as a single instance.</summary>
/// <remarks>A restart clears it: a notification that is delivered again afterwards is handled again.</remarks>
public sealed class MemoryNotificationClaims : INotificationClaims
{
    private readonly Lock _lock = new();
    private readonly MemoryClaims _claims = new();
    private readonly MemoryGrantNumbers _numbers;
    private readonly Dictionary<NotificationKey, TimeSpan> _completed = [];
    private readonly Queue<NotificationKey> _completionOrder = new();
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly int _capacity;

    /// <summary>Initializes an instance without claims.</summary>
    /// <param name="timeProvider">The clock by which claims and completed notifications expire.</param>
    /// <param name="capacity">
    /// The maximum number of completed notifications to remember; beyond it, the oldest is forgotten early. 100,000 take about 25 MB.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public MemoryNotificationClaims(TimeProvider timeProvider, int capacity = 100_000)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _timeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
        _capacity = capacity;
        _numbers = new MemoryGrantNumbers(capacity);
    }

    // Elapsed time, not the time of day: setting the clock forward would expire the claim of a running handler.
    private TimeSpan Now => _timeProvider.GetElapsedTime(_start);

    /// <inheritdoc/>
    public Task<ClaimResult> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = Now;
            RemoveExpired(now);
            if (_completed.TryGetValue(key, out var end) && end > now)
            {
                return Task.FromResult(new ClaimResult(InboxClaim.Completed));
            }
            if (_claims.Contains(key))
            {
                return Task.FromResult(new ClaimResult(InboxClaim.InProgress));
            }
            _claims.Set(key, owner, now + lifetime);
            return Task.FromResult(new ClaimResult(InboxClaim.Granted, _numbers.Next(key)));
        }
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = Now;
            RemoveExpired(now);
            var isOwner = _claims.IsOwnedBy(key, owner);
            if (isOwner)
            {
                _claims.Set(key, owner, now + lifetime);
            }
            return Task.FromResult(isOwner);
        }
    }

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = Now;
            RemoveExpired(now);
            if (_claims.Contains(key) && !_claims.IsOwnedBy(key, owner))
            {
                return Task.FromResult(false);
            }
            _claims.Remove(key);
            if (!_completed.ContainsKey(key))
            {
                _completionOrder.Enqueue(key);
            }
            _completed[key] = now + lifetime;
            RemoveExpired(now);
        }
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_claims.IsOwnedBy(key, owner))
            {
                _claims.Remove(key);
            }
            RemoveExpired(Now);
        }
        return Task.CompletedTask;
    }

    private void RemoveExpired(TimeSpan now)
    {
        _claims.RemoveExpired(now);
        while (_completionOrder.TryPeek(out var oldest) && (_completed.Count > _capacity || _completed[oldest] <= now))
        {
            _completed.Remove(_completionOrder.Dequeue());
        }
    }
}
