using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Encrypts the sensitive values of one request, all with one key, which is chosen when the first is met.</summary>
/// <param name="ring">Holds the keys.</param>
/// <param name="headers">The option <c>headers</c>, which may name the key.</param>
internal sealed class SensitiveFields(KeyRing ring, object? headers)
{
    private KnownKey? _key;
    private string? _given;
    private bool _isUsed;

    /// <returns>Nothing when there is no key: then <see cref="RequireSerial"/> refuses the request.</returns>
    public string Encrypt(Sensitive value)
    {
        if (!_isUsed)
        {
            _isUsed = true;
            _given = headers is null ? null : HeaderOptions.Read(headers).FirstOrDefault(IsSerial).Value;
            _key = ring.FindEncryptionKey(_given);
        }
        return _key is null ? "" : _key.Key.Encrypt(value.Text);
    }

    /// <summary>What the request's <c>Wechatpay-Serial</c> has to be; null when nothing was encrypted.</summary>
    /// <exception cref="ArgumentException">The caller's header names an unknown key.</exception>
    /// <exception cref="InvalidOperationException">No key is valid now.</exception>
    /// <exception cref="CertificatesMissingException">No certificates were downloaded yet.</exception>
    public string? RequireSerial() => _key switch
    {
        { Serial: { } serial } => serial,
        null when !_isUsed => null,
        null when ring.LacksCertificates => throw new CertificatesMissingException(),
        null when _given is not null => throw new ArgumentException(
            $"The header {WeChatPayHeaders.Serial} names '{_given}', which is not a platform key of this client, or not valid now, so nothing can be encrypted with it. Known: {string.Join(", ", ring.Snapshot.Keys.Select(key => key.Serial))}. Leave the header out to have the right one set.",
            OptionNames.Headers),
        null => throw new InvalidOperationException("A Sensitive value cannot be encrypted, and nothing was sent: no platform certificate of this client's is valid now. Add the current one to PlatformKeys."),
    };

    private static bool IsSerial(KeyValuePair<string, string> header) => header.Key.Equals(WeChatPayHeaders.Serial, StringComparison.OrdinalIgnoreCase);
}
