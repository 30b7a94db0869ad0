using WeChatPay.Chain.Algorithms;

namespace WeChatPay.Chain.Keys;

/// <summary>An immutable set of keys, which a renewal replaces as a whole.</summary>
internal sealed class KeySnapshot : IVerificationKeys
{
    private readonly IReadOnlyList<KnownKey> _configured;
    private readonly IReadOnlyList<KnownKey> _downloaded;
    private readonly Dictionary<string, KnownKey> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="configured">The configured keys.</param>
    /// <param name="downloaded">The downloaded certificates.</param>
    public KeySnapshot(IReadOnlyList<KnownKey> configured, IReadOnlyList<KnownKey> downloaded)
    {
        _configured = configured;
        _downloaded = downloaded;
        // A configured key is never replaced by a downloaded one with the same serial.
        foreach (var key in downloaded.Concat(configured))
        {
            _keys[key.Serial] = key;
        }
        LastExpiry = downloaded.Count > 0 ? downloaded.Max(key => key.Expiry) : null;
    }

    /// <summary>When the last downloaded certificate expires; <see langword="null"/> if none has been downloaded.</summary>
    public DateTimeOffset? LastExpiry { get; }

    public IReadOnlyCollection<KnownKey> Keys => _keys.Values;

    /// <summary>When the last certificate expires, including configured ones; <see langword="null"/> without certificates.</summary>
    public DateTimeOffset? FinalExpiry => _keys.Values.Max(key => key.Expiry);

    public KeySnapshot With(IReadOnlyList<KnownKey> downloaded) => new(_configured, downloaded);

    /// <returns>The key, even if it is not valid now; <see langword="null"/> if it is unknown.</returns>
    public KnownKey? Find(string serial) => _keys.GetValueOrDefault(serial);

    /// <returns><see langword="null"/> if the key is unknown or its certificate is not valid at that time.</returns>
    public KnownKey? Find(string serial, DateTimeOffset time) => Find(serial) is { } key && key.IsValidAt(time) ? key : null;

    PlatformKey? IVerificationKeys.Find(string serial, DateTimeOffset time) => Find(serial, time)?.Key;

    /// <summary>Finds the public key, or else the newest certificate that is valid now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="signatureType">The algorithm of the requests. Keys of this algorithm are preferred.</param>
    public KnownKey? FindBest(DateTimeOffset now, string signatureType)
    {
        return Best(_configured.Where(key => PlatformKeys.IsPublicKeyId(key.Serial)))
            ?? Best(_keys.Values.Where(key => key.IsValidAt(now)));

        KnownKey? Best(IEnumerable<KnownKey> keys) =>
            keys.MaxBy(key => (key.Key.SignatureType == signatureType, key.Start ?? DateTimeOffset.MinValue));
    }

    public bool HasDownloaded(DateTimeOffset now) => _downloaded.Any(key => key.IsValidAt(now));
}
