using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Algorithms;

/// <summary>RSA, AES-256-GCM, SHA-1 and SHA-256, which every client has.</summary>
internal sealed class BuiltInSuite : AlgorithmSuite
{
    private const int FileKeyBytes = 32;

    private readonly AesGcmResourceCipher _cipher = new();

    public override ResourceCipher? FindCipher(string algorithm) => algorithm == _cipher.Algorithm ? _cipher : null;

#pragma warning disable CA5350 // The platform chooses the digest, which is authenticated by the signature of the response that contains it.
    public override HashAlgorithm? CreateDigest(string hashType) => hashType switch
    {
        "SHA1" => SHA1.Create(),
        "SHA256" => SHA256.Create(),
        _ => null,
    };
#pragma warning restore CA5350

    public override FileDecryptor? CreateFileDecryptor(byte[] key, ReadOnlySpan<byte> nonce) =>
        key.Length == FileKeyBytes ? new AesGcmFileDecryptor(key, nonce) : null;

    public override PlatformCertificate? ReadCertificate(ReadOnlySpan<byte> der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return Read(certificate);
    }

    /// <returns>The certificate, or null if its key is not RSA.</returns>
    public static PlatformCertificate? Read(X509Certificate2 certificate) => certificate.GetRSAPublicKey() is { } key
        ? new PlatformCertificate(
            Rsa.SerialNumberOf(certificate), key, new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter))
        : null;
}
