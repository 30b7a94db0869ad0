using System.Collections;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain;

/// <summary>The platform's keys that answers and notifications are verified with, each under its serial or key id.</summary>
/// <remarks>
/// Two kinds live side by side while a merchant migrates: the WeChat Pay public key (微信支付公钥) under its
/// <c>PUB_KEY_ID_…</c>, and platform certificates (平台证书) under their serial numbers. The message says which one signed it.
/// A client takes a copy when it is built; what is added later does not reach it.
/// See https://pay.weixin.qq.com/doc/v3/merchant/4013053249 for both kinds.
/// </remarks>
public sealed class PlatformKeys : IReadOnlyCollection<KeyValuePair<string, RSA>>
{
    // The platform writes serials in upper case; tools that print certificates do not all.
    private readonly Dictionary<string, RSA> _keys = new(StringComparer.OrdinalIgnoreCase);

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
    public RSA this[string serial]
    {
        get => _keys[serial];
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(serial);
            ArgumentNullException.ThrowIfNull(value);
            _keys[serial] = value;
        }
    }

    /// <summary>Adds a platform certificate under its own serial number.</summary>
    /// <param name="platformCertificate">A certificate downloaded from <c>v3/certificates</c>; not the merchant's <c>apiclient_cert.pem</c>.</param>
    /// <exception cref="ArgumentException">The certificate holds no RSA key.</exception>
    public void Add(X509Certificate2 platformCertificate)
    {
        ArgumentNullException.ThrowIfNull(platformCertificate);
        var serial = Rsa.SerialNumberOf(platformCertificate);
        this[serial] = platformCertificate.GetRSAPublicKey() ?? throw new ArgumentException(
            $"The certificate {serial} holds no RSA key. SM2 certificates are not supported.", nameof(platformCertificate));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, RSA>> GetEnumerator() => _keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static bool IsPublicKeyId(string serial) => serial.StartsWith(WeChatPayHeaders.PublicKeyIdPrefix, StringComparison.Ordinal);

    internal RSA? Find(string serial) => _keys.GetValueOrDefault(serial);

    internal PlatformKeys Copy()
    {
        var copy = new PlatformKeys();
        foreach (var (serial, key) in _keys)
        {
            copy._keys[serial] = key;
        }
        return copy;
    }
}
