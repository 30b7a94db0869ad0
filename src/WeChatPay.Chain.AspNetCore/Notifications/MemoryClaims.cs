namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>
/// Who has which notification until when. A claim that has run out is forgotten, also when nobody asks for it again. Not thread-safe.
/// </summary>
internal sealed class MemoryClaims
{
    private readonly Dictionary<NotificationKey, Claim> _claims = [];
    private readonly SortedSet<Claim> _byEnd = new(
        Comparer<Claim>.Create((one, other) => (one.End, one.Number).CompareTo((other.End, other.Number))));

    private long _number;

    public bool Contains(NotificationKey key) => _claims.ContainsKey(key);

    public bool IsOwners(NotificationKey key, string owner) => _claims.TryGetValue(key, out var claim) && claim.Owner == owner;

    /// <summary>Adds a claim, or gives the existing one another owner and end.</summary>
    public void Set(NotificationKey key, string owner, TimeSpan end)
    {
        Remove(key);
        var claim = new Claim(key, owner, end, _number++);
        _claims.Add(key, claim);
        _byEnd.Add(claim);
    }

    public void Remove(NotificationKey key)
    {
        if (_claims.Remove(key, out var claim))
        {
            _byEnd.Remove(claim);
        }
    }

    public void Forget(TimeSpan now)
    {
        while (_byEnd.Min is { } next && next.End <= now)
        {
            Remove(next.Key);
        }
    }

    /// <param name="Key">What is claimed.</param>
    /// <param name="Owner">Who claimed it.</param>
    /// <param name="End">When the claim runs out.</param>
    /// <param name="Number">Tells claims apart that run out at the same time.</param>
    private sealed record Claim(NotificationKey Key, string Owner, TimeSpan End, long Number);
}
