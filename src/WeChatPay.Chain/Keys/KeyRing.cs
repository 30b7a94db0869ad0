using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Keys;

/// <summary>The platform keys of one client: fixed, or downloaded when a key is missing and renewed before they expire.</summary>
/// <param name="keys">The configured keys, which are copied.</param>
/// <param name="timeProvider">The clock that decides which certificates are valid.</param>
/// <param name="signatureType">The algorithm of the requests. Keys of this algorithm are preferred to encrypt fields.</param>
internal sealed class KeyRing(PlatformKeys keys, TimeProvider timeProvider, string signatureType = WeChatPayHeaders.RsaScheme)
{
    // Calls renew certificates this long before they expire, at most once in the interval.
    private static readonly TimeSpan _renewalPeriod = TimeSpan.FromDays(7);
    private static readonly TimeSpan _renewalInterval = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _built = timeProvider.GetUtcNow();
    private volatile KeySnapshot _snapshot = new(keys.ToList(), []);
    private KeyRenewal? _renewal;
    private long _nextRenewalTicks = long.MaxValue;

    public KeySnapshot Snapshot => _snapshot;

    /// <summary>The outcome of the downloads so far; <see langword="null"/> for fixed keys.</summary>
    public RenewalOutcome? Outcome => _renewal?.Outcome;

    public TimeSpan Age => timeProvider.GetUtcNow() - (Outcome?.Renewed ?? _built);

    public TimeSpan? TimeToExpiry => _snapshot.FinalExpiry - timeProvider.GetUtcNow();

    /// <summary>Whether no certificate has been downloaded yet, or all downloaded ones have expired.</summary>
    public bool LacksCertificates => _renewal is not null && !_snapshot.HasDownloaded(timeProvider.GetUtcNow());

    /// <summary>Enables downloads; without them, the keys are fixed.</summary>
    public void EnableRenewal(ICertificateDownload download, string merchantId, ILogger logger) =>
        _renewal = new KeyRenewal(download, Accept, timeProvider, merchantId, logger);

    /// <returns>
    /// <see langword="null"/> if the serial is unknown or its certificate is not valid now, after a download if one was due.
    /// </returns>
    public ValueTask<PlatformKey?> FindAsync(string serial, bool isAsync, CancellationToken cancellationToken)
    {
        var key = FindKnown(serial);
        return key is not null || _renewal is null
            ? new(key)
            : FindRenewedAsync(_renewal, serial, isAsync, cancellationToken);
    }

    /// <param name="serial">
    /// The serial number or ID of the key; <see langword="null"/> for the public key or, without one, the newest certificate.
    /// </param>
    /// <returns><see langword="null"/> if no key is valid now.</returns>
    public KnownKey? FindEncryptionKey(string? serial) => serial is null
        ? _snapshot.FindBest(timeProvider.GetUtcNow(), signatureType)
        : _snapshot.Find(serial, timeProvider.GetUtcNow());

    /// <summary>Downloads the certificates if <see cref="LacksCertificates"/>.</summary>
    /// <exception cref="InvalidOperationException">The download failed, now or within the last minute.</exception>
    public async ValueTask EnsureCertificatesAsync(bool isAsync, CancellationToken cancellationToken)
    {
        await RenewAsync(_renewal!, isAsync, cancellationToken).ConfigureAwait(false);
        if (LacksCertificates)
        {
            throw new InvalidOperationException(
                "A Sensitive value cannot be encrypted, because no platform certificate is available. Nothing was sent. "
                + (Outcome?.Reason ?? "Certificates are downloaded at most once a minute."),
                Outcome?.Failure);
        }
    }

    /// <summary>Downloads the certificates now, however recent the last download is.</summary>
    /// <exception cref="InvalidOperationException">The keys are fixed.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var renewal = _renewal ?? throw new InvalidOperationException(
            "The platform keys of this client are fixed and cannot be downloaded. Create it with "
                + "PlatformKeys.FromCertificates() to download and renew certificates.");
        if (await renewal.RunAsync(force: true, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private async ValueTask<PlatformKey?> FindRenewedAsync(
        KeyRenewal renewal, string serial, bool isAsync, CancellationToken cancellationToken)
    {
        await RenewAsync(renewal, isAsync, cancellationToken).ConfigureAwait(false);
        return FindKnown(serial);
    }

    private static async ValueTask RenewAsync(KeyRenewal renewal, bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            _ = await renewal.RunAsync(force: false, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            renewal.Run();
        }
    }

    private PlatformKey? FindKnown(string serial)
    {
        var now = timeProvider.GetUtcNow();
        var key = _snapshot.Find(serial, now);
        if (key is not null && _renewal is not null && now.UtcTicks >= Volatile.Read(ref _nextRenewalTicks))
        {
            // Not awaited: the call has its key.
            Volatile.Write(ref _nextRenewalTicks, (now + _renewalInterval).UtcTicks);
            _ = _renewal.RunAsync(force: false, CancellationToken.None);
        }
        return key?.Key;
    }

    private void Accept(IReadOnlyList<KnownKey> downloaded)
    {
        var next = _snapshot.With(downloaded);
        _snapshot = next;
        var due = (next.LastExpiry!.Value - _renewalPeriod).UtcTicks;
        Volatile.Write(ref _nextRenewalTicks, Math.Max(due, (timeProvider.GetUtcNow() + _renewalInterval).UtcTicks));
    }
}
