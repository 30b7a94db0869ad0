using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>A certificate of the platform's, with the key that signs under its serial number.</summary>
internal sealed class SigningCertificate : IDisposable
{
    /// <param name="key">Disposed with the certificate.</param>
    /// <param name="effective">When it begins to be valid; it is for five years.</param>
    public SigningCertificate(RSA key, DateTimeOffset effective)
    {
        Key = key;
        // X.509 knows whole seconds.
        Effective = DateTimeOffset.FromUnixTimeSeconds(effective.ToUnixTimeSeconds());
        Expiry = Effective.AddYears(5);
        var name = new X500DistinguishedName("CN=Tenpay.com sign, OU=WeChatPay.Chain sandbox");
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var signer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(name, signer, Effective, Expiry, Convert.FromHexString(Serial));
        Pem = certificate.ExportCertificatePem();
    }

    // X.509 counts serials from one up: a first digit above seven would make it negative.
    public string Serial { get; } = RandomNumberGenerator.GetString("1234567", 1) + RandomNumberGenerator.GetHexString(39);

    public RSA Key { get; }

    public DateTimeOffset Effective { get; }

    public DateTimeOffset Expiry { get; }

    public string Pem { get; }

    public void Dispose() => Key.Dispose();
}
