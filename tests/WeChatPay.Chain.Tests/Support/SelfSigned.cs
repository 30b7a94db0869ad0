using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>Creates self-signed certificates.</summary>
internal static class SelfSigned
{
    /// <param name="key">The key of the certificate.</param>
    /// <param name="serial">Its serial number in hexadecimal.</param>
    public static X509Certificate2 Create(RSA key, string serial) =>
        Create(key, serial, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    /// <param name="key">The key of the certificate.</param>
    /// <param name="serial">Its serial number in hexadecimal.</param>
    /// <param name="start">The start of its validity.</param>
    /// <param name="expiry">The end of its validity.</param>
    public static X509Certificate2 Create(RSA key, string serial, DateTimeOffset start, DateTimeOffset expiry)
    {
        var subject = new X500DistinguishedName($"CN={Merchant.Id}");
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var issuer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(subject, issuer, start, expiry, Convert.FromHexString(serial));
        return certificate.CopyWithPrivateKey(key);
    }
}
