namespace WeChatPay.Chain.Keys;

/// <summary>A platform key under its name, and when it is valid as far as that is known.</summary>
/// <param name="serial">The certificate's serial, or the id of the public key.</param>
/// <param name="key">Verifies and encrypts.</param>
/// <param name="start">Null for a key without a certificate.</param>
/// <param name="expiry">Null for a key without a certificate.</param>
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
