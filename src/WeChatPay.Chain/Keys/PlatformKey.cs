using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Keys;

/// <summary>One key of the platform's, and when it is valid as far as that is known.</summary>
/// <param name="serial">The certificate's serial, or the id of the public key.</param>
/// <param name="key">Verifies and encrypts.</param>
/// <param name="start">Null for a key without a certificate.</param>
/// <param name="expiry">Null for a key without a certificate.</param>
internal sealed class PlatformKey(string serial, RSA key, DateTimeOffset? start = null, DateTimeOffset? expiry = null)
{
    public string Serial => serial;

    public RSA Key => key;

    public DateTimeOffset? Start => start;

    public DateTimeOffset? Expiry => expiry;

    /// <returns>Null when the certificate holds no RSA key.</returns>
    public static PlatformKey? Of(X509Certificate2 certificate) => certificate.GetRSAPublicKey() is { } key
        ? new PlatformKey(Rsa.SerialNumberOf(certificate), key, new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter))
        : null;

    public bool IsValidAt(DateTimeOffset time) => !(time < start || time > expiry);
}
