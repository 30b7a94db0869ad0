using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Encrypts the sensitive values of one request, all with the same key, which is selected for the first value.</summary>
/// <param name="ring">The platform keys.</param>
/// <param name="headers">The caller's headers, which may specify the key.</param>
internal sealed class SensitiveFields(KeyRing ring, IReadOnlyList<KeyValuePair<string, string>> headers)
{
    private readonly string? _requestedSerial = HeaderOptions.Find(headers, WeChatPayHeaders.Serial);
    private KnownKey? _key;
    private bool _areUsed;

    /// <summary>Whether certificates must be downloaded before this request can be created.</summary>
    public bool NeedCertificates => _areUsed && _key is null && ring.LacksCertificates;

    /// <returns>An empty string if no key is available; the request is not sent in that case.</returns>
    public string Encrypt(Sensitive value)
    {
        if (!_areUsed)
        {
            _areUsed = true;
            _key = ring.FindEncryptionKey(_requestedSerial);
        }
        return _key is null ? "" : _key.Key.Encrypt(value.Text);
    }

    /// <summary>Gets the <c>Wechatpay-Serial</c> that the request needs.</summary>
    /// <returns><see langword="null"/> if nothing was encrypted, or <see cref="NeedCertificates"/>.</returns>
    /// <exception cref="ArgumentException">The caller's header specifies an unknown key.</exception>
    /// <exception cref="InvalidOperationException">No platform key is valid now.</exception>
    public string? RequireSerial()
    {
        if (_key is not null)
        {
            return _key.Serial;
        }
        if (!_areUsed || NeedCertificates)
        {
            return null;
        }
        if (_requestedSerial is not null)
        {
            throw new ArgumentException(
                $"The header {WeChatPayHeaders.Serial} specifies '{_requestedSerial}', which is not a platform key of this client or is "
                    + $"not valid now. Known: {string.Join(", ", ring.Snapshot.Keys.Select(key => key.Serial))}. Omit the header to have "
                    + "the correct one set.",
                "headers");
        }
        throw new InvalidOperationException(
            "A Sensitive value cannot be encrypted, because no platform certificate of this client is valid now. Nothing was sent. "
                + "Add the current certificate to PlatformKeys.");
    }
}
