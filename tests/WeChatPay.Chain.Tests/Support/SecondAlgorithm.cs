using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>
/// A suite of algorithms that the library does not have: ECDSA for signatures, XOR for secrets and for files with
/// keys of 16 bytes, SHA-512 for digests.
/// </summary>
internal sealed class SecondAlgorithm : AlgorithmSuite
{
    public const string Scheme = "WECHATPAY2-ECDSA-WITH-SHA512";
    public const string Cipher = "AEAD_XOR";
    public const string PublicKeyId = "PUB_KEY_ID_0119000001092026112100000000000009";

    public static ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public override ResourceCipher? FindCipher(string algorithm) => algorithm == Cipher ? new XorCipher() : null;

    public override HashAlgorithm? CreateDigest(string hashType) => hashType == "SHA512" ? SHA512.Create() : null;

    public override FileDecryptor? CreateFileDecryptor(byte[] key, ReadOnlySpan<byte> nonce) =>
        key.Length == XorFileDecryptor.KeyLength ? new XorFileDecryptor() : null;

    public override PlatformCertificate? ReadCertificate(ReadOnlySpan<byte> der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return certificate.GetECDsaPublicKey() is { } key
            ? new PlatformCertificate(Rsa.SerialNumberOf(certificate), new PublicKey(key), certificate.NotBefore, certificate.NotAfter)
            : null;
    }

    public static X509Certificate2 Certificate(string serial, DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=Platform", Key, HashAlgorithmName.SHA256);
        return request.Create(
            new X500DistinguishedName("CN=Platform"),
            X509SignatureGenerator.CreateForECDsa(Key),
            now.AddDays(-1),
            now.AddDays(90),
            Convert.FromHexString(serial));
    }

    /// <summary>A response that the key has signed.</summary>
    public static FakeResponse Signed(string body, TimeProvider clock, string serial = PublicKeyId, string? type = Scheme)
    {
        var timestamp = $"{clock.GetUtcNow().ToUnixTimeSeconds()}";
        return new FakeResponse
        {
            Body = Encoding.UTF8.GetBytes(body),
            Signed = false,
            Headers =
            {
                ["Wechatpay-Timestamp"] = timestamp,
                ["Wechatpay-Nonce"] = "nonce",
                ["Wechatpay-Serial"] = serial,
                ["Wechatpay-Signature-Type"] = type,
                ["Wechatpay-Signature"] = Convert.ToBase64String(
                    Key.SignData(Encoding.UTF8.GetBytes($"{timestamp}\nnonce\n{body}\n"), HashAlgorithmName.SHA512)),
            },
        };
    }

    public static string Xor(string text) => Convert.ToBase64String(Xor(Encoding.UTF8.GetBytes(text)));

    private static byte[] Xor(ReadOnlySpan<byte> bytes) => [.. bytes.ToArray().Select(value => (byte)(value ^ 0x5A))];

    public sealed class PublicKey(ECDsa key) : PlatformKey
    {
        public override string SignatureType => Scheme;

        public override IncrementalVerifier CreateVerifier() => new Verifier(key);

        public override string Encrypt(string plaintext) => Xor(plaintext);

        public override byte[] ExportSubjectPublicKeyInfo() => key.ExportSubjectPublicKeyInfo();
    }

    public sealed class Signer : IRequestSigner, IMerchantDecryptor
    {
        public string Scheme => SecondAlgorithm.Scheme;

        public string Identity => Merchant.Id;

        public string SerialNumber => Merchant.SerialNumber;

        public byte[] Sign(ReadOnlySpan<byte> message) => Key.SignData(message, HashAlgorithmName.SHA512);

        public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => new(Sign(message.Span));

        public byte[] Decrypt(ReadOnlySpan<byte> ciphertext) => Xor(ciphertext);
    }

    private sealed class Verifier(ECDsa key) : IncrementalVerifier
    {
        private readonly MemoryStream _message = new();

        public override void Append(ReadOnlySpan<byte> data) => _message.Write(data);

        public override bool Verify(ReadOnlySpan<byte> signature) =>
            key.VerifyData(_message.ToArray(), signature, HashAlgorithmName.SHA512);
    }

    private sealed class XorCipher : ResourceCipher
    {
        public override string Algorithm => Cipher;

        public override string Decrypt(string ciphertext, string apiV3Key, string nonce, string associatedData) =>
            Encoding.UTF8.GetString(Xor(Convert.FromBase64String(ciphertext)));
    }
}
