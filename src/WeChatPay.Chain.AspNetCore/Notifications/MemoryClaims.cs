namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Who has which notification until when. A claim that has run out is forgotten, also when nobody asks for it again. Not thread-safe.</summary>
internal sealed class MemoryClaims
{
    private readonly Dictionary<NotificationKey, Claim> _claims = [];
    private readonly SortedDictionary<(TimeSpan End, long Number), NotificationKey> _byEnd = [];
    private long _number;

    public int Count => _claims.Count;

    public bool Contains(NotificationKey key) => _claims.ContainsKey(key);

    public bool IsOwners(NotificationKey key, string owner) => _claims.TryGetValue(key, out var claim) && claim.Owner == owner;

    /// <summary>Adds a claim, or gives the one that there is another owner and end.</summary>
    public void Set(NotificationKey key, string owner, TimeSpan end)
    {
        Remove(key);
        var claim = new Claim(owner, end, _number++);
        _claims.Add(key, claim);
        _byEnd.Add((end, claim.Number), key);
    }

    public void Remove(NotificationKey key)
    {
        if (_claims.Remove(key, out var claim))
        {
            _byEnd.Remove((claim.End, claim.Number));
        }
    }

    public void Forget(TimeSpan now)
    {
        while (_byEnd.Count > 0 && _byEnd.First() is { Key.End: var end, Value: var key } && end <= now)
        {
            Remove(key);
        }
    }

    private readonly record struct Claim(string Owner, TimeSpan End, long Number);
}
