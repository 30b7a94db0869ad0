using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>A certificate of the platform, with its private key.</summary>
internal sealed class SigningCertificate : IDisposable
{
    /// <param name="key">The key, which this instance disposes.</param>
    /// <param name="effective">The start of the validity period, which is five years.</param>
    public SigningCertificate(RSA key, DateTimeOffset effective)
    {
        Key = key;
        // X.509 has a resolution of one second.
        Effective = DateTimeOffset.FromUnixTimeSeconds(effective.ToUnixTimeSeconds());
        Expiry = Effective.AddYears(5);
        var name = new X500DistinguishedName("CN=Tenpay.com sign, OU=WeChatPay.Chain sandbox");
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var signer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(name, signer, Effective, Expiry, Convert.FromHexString(Serial));
        Pem = certificate.ExportCertificatePem();
    }

    public string Serial { get; } = CreateSerial();

    public RSA Key { get; }

    public DateTimeOffset Effective { get; }

    public DateTimeOffset Expiry { get; }

    public string Pem { get; }

    // In X.509 a serial number is a positive integer without leading zeros: a first digit above 7 would make it negative.
    public static string CreateSerial() => RandomNumberGenerator.GetString("1234567", 1) + RandomNumberGenerator.GetHexString(39);

    public void Dispose() => Key.Dispose();
}
