using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Keys;

/// <summary>The platform's keys of one client: fixed, or downloaded when a key is missing and renewed before they expire.</summary>
/// <param name="keys">Copied.</param>
/// <param name="timeProvider">Judges which certificates are valid.</param>
/// <param name="signatureType">The algorithm of the requests, whose keys encrypt their fields.</param>
internal sealed class KeyRing(PlatformKeys keys, TimeProvider timeProvider, string signatureType = WeChatPayHeaders.RsaScheme)
{
    private static readonly TimeSpan _early = TimeSpan.FromDays(7);
    private static readonly TimeSpan _earlyPause = TimeSpan.FromHours(1);

    private readonly DateTimeOffset _built = timeProvider.GetUtcNow();
    private volatile KeySnapshot _snapshot = new(keys.ToList(), []);
    private KeyRenewal? _renewal;
    private long _earlyRenewalTicks = long.MaxValue;

    public KeySnapshot Snapshot => _snapshot;

    /// <summary>Null for fixed keys.</summary>
    public RenewalOutcome? Outcome => _renewal?.Outcome;

    public TimeSpan Age => timeProvider.GetUtcNow() - (Outcome?.Renewed ?? _built);

    public TimeSpan? TimeToExpiry => _snapshot.FinalExpiry - timeProvider.GetUtcNow();

    /// <summary>Lets the ring download; without it, its keys are fixed.</summary>
    public void RenewBy(ICertificateDownload download, string merchantId, ILogger logger) =>
        _renewal = new KeyRenewal(download, Accept, timeProvider, merchantId, logger);

    /// <returns>
    /// <see langword="null"/> if the serial is unknown or its certificate is not valid now, after a download where one was due.
    /// </returns>
    public ValueTask<PlatformKey?> FindAsync(string serial, bool isAsync, CancellationToken cancellationToken) =>
        FindHere(serial) is { } key ? new(key)
        : _renewal is null ? new((PlatformKey?)null)
        : FindRenewedAsync(_renewal, serial, isAsync, cancellationToken);

    /// <summary>Whether certificates are still to be downloaded, or all that were have expired.</summary>
    public bool LacksCertificates => _renewal is not null && !_snapshot.HasDownloaded(timeProvider.GetUtcNow());

    /// <param name="serial">Null for the one that suits best: the public key, else the certificate that started last.</param>
    /// <returns>Null when there is none that is valid now.</returns>
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
                "A Sensitive value cannot be encrypted, and nothing was sent: no platform certificate is available. "
                + (Outcome?.Reason ?? "The download is retried a minute after the last one."),
                Outcome?.Failure);
        }
    }

    /// <summary>Downloads now, whenever the last time was.</summary>
    /// <exception cref="InvalidOperationException">The keys are fixed.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var renewal = _renewal ?? throw new InvalidOperationException(
            "The client's platform keys are fixed, so there is nothing to download. Build it with PlatformKeys.FromCertificates() to have certificates renewed.");
        if (await renewal.RunAsync(force: true, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private async ValueTask<PlatformKey?> FindRenewedAsync(KeyRenewal renewal, string serial, bool isAsync, CancellationToken cancellationToken)
    {
        await RenewAsync(renewal, isAsync, cancellationToken).ConfigureAwait(false);
        return FindHere(serial);
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

    private PlatformKey? FindHere(string serial)
    {
        var now = timeProvider.GetUtcNow();
        var key = _snapshot.Find(serial, now);
        if (key is not null && _renewal is not null && now.UtcTicks >= Volatile.Read(ref _earlyRenewalTicks))
        {
            // Nobody waits for it: the call has its key.
            Volatile.Write(ref _earlyRenewalTicks, (now + _earlyPause).UtcTicks);
            _ = _renewal.RunAsync(force: false, CancellationToken.None);
        }
        return key?.Key;
    }

    private void Accept(IReadOnlyList<KnownKey> downloaded)
    {
        var next = _snapshot.With(downloaded);
        _snapshot = next;
        var due = (next.LastExpiry!.Value - _early).UtcTicks;
        Volatile.Write(ref _earlyRenewalTicks, Math.Max(due, (timeProvider.GetUtcNow() + _earlyPause).UtcTicks));
    }
}
