using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>Certificates that vouch for themselves.</summary>
internal static class SelfSigned
{
    /// <param name="key">The certificate's key, which the certificate holds too.</param>
    /// <param name="serial">Its serial number in hexadecimal.</param>
    public static X509Certificate2 Create(RSA key, string serial) => Create(key, serial, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    /// <param name="key">The certificate's key, which the certificate holds too.</param>
    /// <param name="serial">Its serial number in hexadecimal.</param>
    /// <param name="start">When it becomes valid.</param>
    /// <param name="expiry">When it ceases to be.</param>
    public static X509Certificate2 Create(RSA key, string serial, DateTimeOffset start, DateTimeOffset expiry)
    {
        var subject = new X500DistinguishedName($"CN={Merchant.Id}");
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var issuer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(subject, issuer, start, expiry, Convert.FromHexString(serial));
        return certificate.CopyWithPrivateKey(key);
    }
}
