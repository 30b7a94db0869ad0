using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Algorithms;

/// <summary>SHA256-RSA (PKCS#1 v1.5) for signatures, RSAES-OAEP with SHA-1 for sensitive fields.</summary>
internal sealed class RsaPlatformKey(RSA key) : PlatformKey
{
    /// <summary>The minimum size of a key, in bits, for its signatures to be trusted.</summary>
    public const int MinKeySize = 2048;

    public override string SignatureType => WeChatPayHeaders.RsaScheme;

    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        key.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public override IncrementalVerifier CreateVerifier() => new Verifier(key);

    public override string Encrypt(string plaintext) => Rsa.Encrypt(plaintext, key);

    public override byte[] ExportSubjectPublicKeyInfo() => key.ExportSubjectPublicKeyInfo();

    public override string? FindProblem() =>
        IsDisposed(key) ? "is disposed. Keep the key for the life of the client."
        : key.KeySize < MinKeySize
            ? $"must be at least {MinKeySize} bits (was {key.KeySize}). Download it again: pub_key.pem, or a platform certificate."
        : null;

    public static bool IsDisposed(RSA key)
    {
        try
        {
            _ = key.ExportParameters(includePrivateParameters: false);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private sealed class Verifier(RSA key) : IncrementalVerifier
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        public override bool Verify(ReadOnlySpan<byte> signature) =>
            key.VerifyHash(_hash.GetHashAndReset(), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _hash.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
