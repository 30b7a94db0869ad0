using WeChatPay.Chain.Algorithms;

namespace WeChatPay.Chain.Keys;

/// <summary>The keys of one moment. Never changes: a renewal puts another in its place.</summary>
internal sealed class KeySnapshot : IVerificationKeys
{
    private readonly IReadOnlyList<KnownKey> _configured;
    private readonly IReadOnlyList<KnownKey> _downloaded;
    private readonly Dictionary<string, KnownKey> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="configured">The owner's.</param>
    /// <param name="downloaded">The platform's.</param>
    public KeySnapshot(IReadOnlyList<KnownKey> configured, IReadOnlyList<KnownKey> downloaded)
    {
        _configured = configured;
        _downloaded = downloaded;
        // A key that the owner has put under a serial is not replaced by one that came over the network.
        foreach (var key in downloaded.Concat(configured))
        {
            _keys[key.Serial] = key;
        }
        LastExpiry = downloaded.Max(key => key.Expiry);
    }

    /// <summary>When the last of the downloaded certificates expires; null when there are none.</summary>
    public DateTimeOffset? LastExpiry { get; }

    public IReadOnlyCollection<KnownKey> Keys => _keys.Values;

    /// <summary>When the last of all certificates expires, configured ones included; null when there are none.</summary>
    public DateTimeOffset? FinalExpiry => _keys.Values.Max(key => key.Expiry);

    public KeySnapshot With(IReadOnlyList<KnownKey> downloaded) => new(_configured, downloaded);

    /// <returns>Null when the key is not there, valid or not.</returns>
    public KnownKey? Find(string serial) => _keys.GetValueOrDefault(serial);

    /// <returns>Null when the key is not there, or its certificate is not valid at that time.</returns>
    public KnownKey? Find(string serial, DateTimeOffset time) => Find(serial) is { } key && key.IsValidAt(time) ? key : null;

    PlatformKey? IVerificationKeys.Find(string serial, DateTimeOffset time) => Find(serial, time)?.Key;

    /// <summary>The public key; else the certificate that started last, of those that are valid now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="signatureType">The algorithm of the requests, whose keys come before those of another.</param>
    public KnownKey? FindBest(DateTimeOffset now, string signatureType)
    {
        return Best(_configured.Where(key => PlatformKeys.IsPublicKeyId(key.Serial))) ?? Best(_keys.Values.Where(key => key.IsValidAt(now)));

        KnownKey? Best(IEnumerable<KnownKey> keys) => keys.MaxBy(key => (key.Key.SignatureType == signatureType, key.Start ?? DateTimeOffset.MinValue));
    }

    public bool HasDownloaded(DateTimeOffset now) => _downloaded.Any(key => key.IsValidAt(now));
}
