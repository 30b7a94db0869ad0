using WeChatPay.Chain.Keys;

namespace WeChatPay.Chain;

/// <summary>A snapshot of the platform keys of a client and of their renewal. It contains no secrets.</summary>
public sealed class PlatformKeyStatus
{
    private PlatformKeyStatus(IReadOnlyList<PlatformKeyInfo> keys) => Keys = keys;

    /// <summary>Gets the downloaded and configured keys. Empty before the first download.</summary>
    public IReadOnlyList<PlatformKeyInfo> Keys { get; }

    /// <summary>
    /// Gets a value that indicates whether the client downloads and renews certificates, see <see cref="PlatformKeys.FromCertificates"/>.
    /// </summary>
    public bool IsRenewed { get; private init; }

    /// <summary>Gets the time of the last successful renewal. <see langword="null"/> before the first one.</summary>
    public DateTimeOffset? LastRenewal { get; private init; }

    /// <summary>
    /// Gets the reason why the last download failed. <see langword="null"/> if none failed since <see cref="LastRenewal"/>.
    /// </summary>
    public string? LastFailure { get; private init; }

    /// <summary>Gets the time of <see cref="LastFailure"/>. <see langword="null"/> if that is <see langword="null"/>.</summary>
    public DateTimeOffset? LastFailureTime { get; private init; }

    internal static PlatformKeyStatus From(KeyRing ring)
    {
        var outcome = ring.Outcome;
        return new PlatformKeyStatus([.. ring.Snapshot.Keys.Select(key => new PlatformKeyInfo(key.Serial, key.Expiry))])
        {
            IsRenewed = outcome is not null,
            LastRenewal = outcome?.Renewed,
            LastFailure = outcome?.Reason,
            LastFailureTime = outcome?.Failed,
        };
    }
}
