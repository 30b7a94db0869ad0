using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>Certificates that vouch for themselves.</summary>
internal static class SelfSigned
{
    /// <param name="key">The certificate's key, which the certificate holds too.</param>
    /// <param name="serial">Its serial number in hexadecimal.</param>
    public static X509Certificate2 Create(RSA key, string serial)
    {
        var subject = new X500DistinguishedName($"CN={Merchant.Id}");
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var issuer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(subject, issuer, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), Convert.FromHexString(serial));
        return certificate.CopyWithPrivateKey(key);
    }
}
