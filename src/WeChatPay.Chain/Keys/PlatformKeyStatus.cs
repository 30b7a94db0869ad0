using WeChatPay.Chain.Keys;

namespace WeChatPay.Chain;

/// <summary>Which platform keys a client has, and how their renewal goes, at the moment of asking. Holds nothing secret.</summary>
public sealed class PlatformKeyStatus
{
    private PlatformKeyStatus(IReadOnlyList<PlatformKeyInfo> keys) => Keys = keys;

    /// <summary>The keys, downloaded and configured ones; empty while none was downloaded yet.</summary>
    public IReadOnlyList<PlatformKeyInfo> Keys { get; }

    /// <summary>Whether the client downloads and renews certificates; see <see cref="PlatformKeys.FromCertificates"/>.</summary>
    public bool IsRenewed { get; private init; }

    /// <summary>When certificates were last downloaded, verified and put to use. Null when they never were.</summary>
    public DateTimeOffset? LastRenewal { get; private init; }

    /// <summary>Why the last download failed. Null when none has failed since <see cref="LastRenewal"/>.</summary>
    public string? LastFailure { get; private init; }

    /// <summary>When it failed; null when <see cref="LastFailure"/> is.</summary>
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
