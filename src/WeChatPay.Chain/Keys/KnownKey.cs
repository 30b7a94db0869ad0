namespace WeChatPay.Chain.Keys;

/// <summary>A platform key with its serial and, if known, its validity period.</summary>
/// <param name="serial">The serial of the certificate, or the ID of the public key.</param>
/// <param name="key">The key, which verifies and encrypts.</param>
/// <param name="start">The start of its validity; <see langword="null"/> for a key without a certificate.</param>
/// <param name="expiry">The end of its validity; <see langword="null"/> for a key without a certificate.</param>
internal sealed class KnownKey(string serial, PlatformKey key, DateTimeOffset? start = null, DateTimeOffset? expiry = null)
{
    public string Serial => serial;

    public PlatformKey Key => key;

    public DateTimeOffset? Start => start;

    public DateTimeOffset? Expiry => expiry;

    public static KnownKey From(PlatformCertificate certificate) =>
        new(certificate.SerialNumber, certificate.Key, certificate.NotBefore, certificate.NotAfter);

    public bool IsValidAt(DateTimeOffset time) => !(time < start || time > expiry);
}
