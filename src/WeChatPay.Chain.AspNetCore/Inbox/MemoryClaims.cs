namespace WeChatPay.Chain.AspNetCore.Inbox;

/// <summary>The claims of a <see cref="MemoryNotificationClaims"/>, by notification and by expiry. Not thread-safe.</summary>
internal sealed class MemoryClaims
{
    private readonly Dictionary<NotificationKey, Claim> _claims = [];
    private readonly SortedSet<Claim> _byExpiry = new(
        Comparer<Claim>.Create((one, other) => (one.Expiry, one.Number).CompareTo((other.Expiry, other.Number))));

    private long _number;

    public bool Contains(NotificationKey key) => _claims.ContainsKey(key);

    public bool IsOwnedBy(NotificationKey key, string owner) => _claims.TryGetValue(key, out var claim) && claim.Owner == owner;

    /// <summary>Adds a claim, or replaces the owner and the expiry of the existing one.</summary>
    public void Set(NotificationKey key, string owner, TimeSpan expiry)
    {
        Remove(key);
        var claim = new Claim(key, owner, expiry, _number++);
        _claims.Add(key, claim);
        _byExpiry.Add(claim);
    }

    public void Remove(NotificationKey key)
    {
        if (_claims.Remove(key, out var claim))
        {
            _byExpiry.Remove(claim);
        }
    }

    public void RemoveExpired(TimeSpan now)
    {
        while (_byExpiry.Min is { } next && next.Expiry <= now)
        {
            Remove(next.Key);
        }
    }

    /// <param name="Key">The notification.</param>
    /// <param name="Owner">The owner of the claim.</param>
    /// <param name="Expiry">When the claim expires.</param>
    /// <param name="Number">Distinguishes claims that expire at the same time.</param>
    private sealed record Claim(NotificationKey Key, string Owner, TimeSpan Expiry, long Number);
}
