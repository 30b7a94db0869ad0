using System.Collections;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>The platform's keys that answers and notifications are verified with, each under its serial or key id.</summary>
/// <remarks>
/// Two kinds live side by side while a merchant migrates: the WeChat Pay public key (微信支付公钥) under its
/// <c>PUB_KEY_ID_…</c>, and platform certificates (平台证书) under their serial numbers. The message says which one signed it.
/// A client takes a copy when it is built; what is added later does not reach it. Those of <see cref="FromCertificates"/> it
/// keeps up to date itself.
/// See https://pay.weixin.qq.com/doc/v3/merchant/4013053249 for both kinds.
/// </remarks>
public sealed class PlatformKeys : IReadOnlyCollection<KeyValuePair<string, PlatformKey>>
{
    // The platform writes serials in upper case; tools that print certificates do not all.
    private readonly Dictionary<string, KnownKey> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Fixed keys: as many as are added, and no others.</summary>
    public PlatformKeys()
    {
    }

    private PlatformKeys(bool isRenewed) => IsRenewed = isRenewed;

    /// <summary>How many keys there are.</summary>
    public int Count => _keys.Count;

    /// <summary>The serials and key ids, in the order in which they were added.</summary>
    public IReadOnlyCollection<string> Serials => _keys.Keys;

    /// <summary>The <c>PUB_KEY_ID_…</c> of the WeChat Pay public key; null when only certificates are configured.</summary>
    public string? PublicKeyId => _keys.Keys.FirstOrDefault(IsPublicKeyId);

    /// <summary>The key under a serial or key id.</summary>
    /// <param name="serial">A certificate's serial number in hexadecimal, or a <c>PUB_KEY_ID_…</c>; the case does not matter.</param>
    /// <exception cref="KeyNotFoundException">Read with a serial that is not there.</exception>
    /// <exception cref="ArgumentException">Set with an empty serial.</exception>
    public PlatformKey this[string serial]
    {
        get => _keys[serial].Key;
        set
        {
            Require.That(!string.IsNullOrWhiteSpace(serial), nameof(serial),
                "of a platform key is empty. Use the key's PUB_KEY_ID_…, or the serial number of its certificate.");
            ArgumentNullException.ThrowIfNull(value);
            _keys[serial] = new KnownKey(serial, value);
        }
    }

    /// <summary>Whether a client downloads the platform certificates itself.</summary>
    internal bool IsRenewed { get; }

    /// <summary>
    /// Keys that a client downloads from <c>v3/certificates</c> and renews by itself; it needs the <see cref="WeChatPayClientOptions.ApiV3Key"/>.
    /// When its <see cref="WeChatPayClientOptions.BaseAddress"/> is an overseas host, they come from <c>v3/global/certificates</c>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The client downloads when an answer or a notification names a serial it does not know, the first one included, and nothing
    /// when it is built. The certificates replace the former ones only when they open with the APIv3 key and the answer that brought
    /// them verifies. There is one download at a time, which concurrent calls wait for, and one a minute; after a failure the former
    /// keys stay. It has the client's <see cref="WeChatPayClientOptions.Timeout"/>. An asynchronous call waits within its own time. A
    /// synchronous call downloads in its thread, or waits until another synchronous call has; an asynchronous download that is under
    /// way it does not wait for, but makes its own, that too at most one a minute.
    /// </para>
    /// <para>
    /// From seven days before the last certificate expires, a call that meets a known key starts a renewal in the background, at most
    /// one an hour. It does not wait for it; its failure shows in <see cref="WeChatPayClient.KeyStatus"/> and in the log.
    /// </para>
    /// <para>Keys that are added beside, such as the WeChat Pay public key during a migration, stay as they are.</para>
    /// </remarks>
    /// <example><code>options.PlatformKeys = PlatformKeys.FromCertificates();</code></example>
    public static PlatformKeys FromCertificates() => new(isRenewed: true);

    /// <summary>Adds a platform certificate under its own serial number. Outside the time in which it is valid, it verifies nothing.</summary>
    /// <param name="platformCertificate">A certificate downloaded from <c>v3/certificates</c>; not the merchant's <c>apiclient_cert.pem</c>.</param>
    /// <exception cref="ArgumentException">The certificate holds no RSA key.</exception>
    public void Add(X509Certificate2 platformCertificate)
    {
        ArgumentNullException.ThrowIfNull(platformCertificate);
        var serial = Rsa.SerialNumberOf(platformCertificate);
        Add(BuiltInSuite.Read(platformCertificate) ?? throw new ArgumentException(
            $"The key of the certificate {serial} is not RSA (SM2 or EC, for example), and only RSA is supported here. Pass an RSA platform "
                + "certificate.", nameof(platformCertificate)));
    }

    /// <summary>Adds a platform certificate of another algorithm under its serial number.</summary>
    /// <param name="platformCertificate">As an <see cref="AlgorithmSuite"/> has read it.</param>
    public void Add(PlatformCertificate platformCertificate)
    {
        ArgumentNullException.ThrowIfNull(platformCertificate);
        _keys[platformCertificate.SerialNumber] = KnownKey.From(platformCertificate);
    }

    /// <summary>Adds a public key or a platform certificate, as text or from a file. A certificate verifies nothing after it has expired; a public key does not expire.</summary>
    /// <param name="serial">The serial number of the certificate in hexadecimal, or the <c>PUB_KEY_ID_…</c> of the public key.</param>
    /// <param name="textOrFileUri">The key or certificate in a form that <see cref="Rsa.From"/> reads.</param>
    /// <exception cref="ArgumentException">The text or file does not hold a public key, or holds a certificate with another serial number.</exception>
    public void Add(string serial, string textOrFileUri)
    {
        var found = PemReader.Read(textOrFileUri, nameof(textOrFileUri));
        if (found.TrueForAll(material => material.Kind != KeyKind.Certificate))
        {
            this[serial] = RsaImport.Key(found, KeyType.Public, password: null, nameof(textOrFileUri));
            return;
        }
        using var certificate = RsaImport.Certificate(found, nameof(textOrFileUri));
        Add(serial, certificate);
    }

    /// <summary>Adds a platform certificate that a configuration names.</summary>
    /// <exception cref="ArgumentException">The certificate has another serial number.</exception>
    internal void Add(string serial, X509Certificate2 certificate)
    {
        var own = Rsa.SerialNumberOf(certificate);
        if (own != SerialNumbers.Canonical(serial))
        {
            throw new ArgumentException(
                $"The certificate under '{PlainText.Of(serial)}' has the serial number {own}. Add it under that number"
                + (IsPublicKeyId(serial) ? $"; a {WeChatPayHeaders.PublicKeyIdPrefix}… is for the public key, pub_key.pem." : "."),
                nameof(serial));
        }
        Add(certificate);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, PlatformKey>> GetEnumerator() => _keys.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Key)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static bool IsPublicKeyId(string serial) => serial.StartsWith(WeChatPayHeaders.PublicKeyIdPrefix, StringComparison.Ordinal);

    /// <summary>The keys as they are now.</summary>
    internal IReadOnlyList<KnownKey> ToList() => [.. _keys.Values];
}
