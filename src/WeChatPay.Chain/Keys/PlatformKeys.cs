using System.Collections;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>The platform's keys, which verify responses and notifications, by serial number or key ID.</summary>
/// <remarks>
/// There are two kinds: the WeChat Pay public key (微信支付公钥) under its <c>PUB_KEY_ID_…</c>, and platform certificates (平台证书) under
/// their serial numbers. Each message names the key that signed it; while a merchant migrates, both kinds are in use. A client copies the
/// keys when it is created; later changes do not affect it. See https://pay.weixin.qq.com/doc/v3/merchant/4013053249.
/// </remarks>
public sealed class PlatformKeys : IReadOnlyCollection<KeyValuePair<string, PlatformKey>>
{
    // The platform writes serial numbers in upper case, but not all tools do.
    private readonly Dictionary<string, KnownKey> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates an empty collection of keys.</summary>
    public PlatformKeys()
    {
    }

    private PlatformKeys(bool isRenewed) => IsRenewed = isRenewed;

    /// <summary>Gets the number of keys.</summary>
    public int Count => _keys.Count;

    /// <summary>
    /// Gets the <c>PUB_KEY_ID_…</c> of the WeChat Pay public key, or <see langword="null"/> if there are only certificates.
    /// </summary>
    public string? PublicKeyId => _keys.Keys.FirstOrDefault(IsPublicKeyId);

    /// <summary>Gets or sets the key with a serial number or key ID.</summary>
    /// <param name="serial">The serial number of a certificate in hexadecimal, or a <c>PUB_KEY_ID_…</c>. Not case-sensitive.</param>
    /// <exception cref="KeyNotFoundException">The property is read, and the key does not exist.</exception>
    /// <exception cref="ArgumentException">The property is set and <paramref name="serial"/> is empty.</exception>
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

    /// <summary>Gets a value that indicates whether a client downloads the platform certificates.</summary>
    internal bool IsRenewed { get; }

    /// <summary>
    /// Creates keys that a client downloads from <c>v3/certificates</c> (<c>v3/global/certificates</c> on an overseas host) and renews
    /// automatically. Requires the <see cref="WeChatPayClientOptions.ApiV3Key"/>.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Nothing is downloaded when the client is created. It downloads the certificates when a response or a notification names an unknown
    /// serial number, as the first one does. They replace the previous ones only if they can be decrypted with the APIv3 key and the
    /// response can be verified; after a failure, the previous keys stay in use. There is at most one download at a time, which concurrent
    /// calls wait for, and one a minute, limited by <see cref="WeChatPayClientOptions.Timeout"/>. A synchronous call downloads in its own
    /// thread or waits for another synchronous call. It does not wait for an asynchronous download, but makes its own, also at most one a
    /// minute.
    /// </para>
    /// <para>
    /// From seven days before the last certificate expires, calls start a renewal in the background, at most one an hour. Its failure is
    /// logged and shown by <see cref="WeChatPayClient.KeyStatus"/>.
    /// </para>
    /// <para>Keys that are added to these, such as the WeChat Pay public key during a migration, are never replaced.</para>
    /// </remarks>
    /// <example><code>options.PlatformKeys = PlatformKeys.FromCertificates();</code></example>
    public static PlatformKeys FromCertificates() => new(isRenewed: true);

    /// <summary>Adds a platform certificate under its serial number. It verifies signatures only during its validity period.</summary>
    /// <param name="certificate">A certificate from <c>v3/certificates</c>, not the merchant's <c>apiclient_cert.pem</c>.</param>
    /// <exception cref="ArgumentException">The key of the certificate is not RSA.</exception>
    public void Add(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var serial = Rsa.SerialNumberOf(certificate);
        Add(BuiltInSuite.Read(certificate) ?? throw new ArgumentException(
            $"The key of the certificate {serial} is not RSA (SM2 or EC, for example), and only RSA is supported here. "
                + "Pass an RSA platform certificate.",
            nameof(certificate)));
    }

    /// <summary>Adds a platform certificate of another algorithm under its serial number.</summary>
    /// <param name="certificate">The certificate, as read by an <see cref="AlgorithmSuite"/>.</param>
    public void Add(PlatformCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        _keys[certificate.SerialNumber] = KnownKey.From(certificate);
    }

    /// <summary>
    /// Adds a public key or a platform certificate from text or a file. A certificate verifies signatures only during its validity period;
    /// a public key does not expire.
    /// </summary>
    /// <param name="serial">The serial number of the certificate in hexadecimal, or the <c>PUB_KEY_ID_…</c> of the public key.</param>
    /// <param name="textOrFileUri">The key or certificate, in a format that <see cref="Rsa.From"/> reads.</param>
    /// <exception cref="ArgumentException">
    /// The text or file does not contain a public key, or contains a certificate with another serial number.
    /// </exception>
    public void Add(string serial, string textOrFileUri)
    {
        var found = PemReader.Read(textOrFileUri, nameof(textOrFileUri));
        if (found.TrueForAll(material => material.Kind != KeyKind.Certificate))
        {
            this[serial] = RsaImport.ImportKey(found, KeyType.Public, password: null, nameof(textOrFileUri));
            return;
        }
        using var certificate = RsaImport.ImportCertificate(found, nameof(textOrFileUri));
        Add(serial, certificate);
    }

    /// <summary>Adds a platform certificate under the serial number that a configuration gives it.</summary>
    /// <exception cref="ArgumentException">The certificate has another serial number.</exception>
    internal void Add(string serial, X509Certificate2 certificate)
    {
        var own = Rsa.SerialNumberOf(certificate);
        if (own != SerialNumbers.Normalize(serial))
        {
            throw new ArgumentException(
                $"The certificate under '{DisplayText.From(serial)}' has the serial number {own}. Add it under that number"
                + (IsPublicKeyId(serial) ? $"; a {WeChatPayHeaders.PublicKeyIdPrefix}… is for the public key, pub_key.pem." : "."),
                nameof(serial));
        }
        Add(certificate);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, PlatformKey>> GetEnumerator()
    {
        foreach (var (serial, key) in _keys)
        {
            yield return KeyValuePair.Create(serial, key.Key);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static bool IsPublicKeyId(string serial) => serial.StartsWith(WeChatPayHeaders.PublicKeyIdPrefix, StringComparison.Ordinal);

    /// <summary>Copies the keys.</summary>
    internal IReadOnlyList<KnownKey> ToList() => [.. _keys.Values];
}
