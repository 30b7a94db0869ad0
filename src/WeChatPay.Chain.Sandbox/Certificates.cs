using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WeChatPay.Chain.Sandbox;

/// <summary>Hands out the platform's certificate, encrypted with the APIv3 key, to a merchant who has one.</summary>
internal sealed class Certificates
{
    private const string AssociatedData = "certificate";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly SandboxIdentity _identity;
    private readonly DateTimeOffset _effective;
    private readonly DateTimeOffset _expiry;
    private readonly string _pem;

    public Certificates(SandboxIdentity identity, TimeProvider timeProvider)
    {
        _identity = identity;
        // X.509 knows whole seconds.
        _effective = DateTimeOffset.FromUnixTimeSeconds(timeProvider.GetUtcNow().ToUnixTimeSeconds()).AddDays(-1);
        _expiry = _effective.AddYears(5);
        using var certificate = CreateCertificate();
        _pem = certificate.ExportCertificatePem();
    }

    public Route Route => new(new Endpoint(HttpMethod.Get, "v3/certificates"), _ => _identity.PublicKeyOnly
        ? SandboxAnswer.Error(404, "RESOURCE_NOT_EXISTS", "商户没有平台证书，请使用微信支付公钥")
        : SandboxAnswer.Json(new
        {
            data = new[]
            {
                new
                {
                    serial_no = _identity.CertificateSerial,
                    effective_time = PlatformTime.Rfc3339(_effective),
                    expire_time = PlatformTime.Rfc3339(_expiry),
                    encrypt_certificate = Encrypt(),
                },
            },
        }));

    private X509Certificate2 CreateCertificate()
    {
        var name = new X500DistinguishedName("CN=Tenpay.com sign, OU=WeChatPay.Chain sandbox");
        var request = new CertificateRequest(name, _identity.CertificateKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var signer = X509SignatureGenerator.CreateForRSA(_identity.CertificateKey, RSASignaturePadding.Pkcs1);
        return request.Create(name, signer, _effective, _expiry, Convert.FromHexString(_identity.CertificateSerial));
    }

    private object Encrypt()
    {
        var nonce = RandomNumberGenerator.GetHexString(NonceLength, lowercase: true);
        var plaintext = Encoding.UTF8.GetBytes(_pem);
        var ciphertext = new byte[plaintext.Length + TagLength];
        using var cipher = new AesGcm(Encoding.UTF8.GetBytes(_identity.ApiV3Key), TagLength);
        cipher.Encrypt(Encoding.UTF8.GetBytes(nonce), plaintext, ciphertext.AsSpan(0, plaintext.Length), ciphertext.AsSpan(plaintext.Length), Encoding.UTF8.GetBytes(AssociatedData));
        return new { algorithm = "AEAD_AES_256_GCM", nonce, associated_data = AssociatedData, ciphertext = Convert.ToBase64String(ciphertext) };
    }
}
