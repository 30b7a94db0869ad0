using System.Security.Cryptography;
using WeChatPay.Chain.Algorithms;

namespace WeChatPay.Chain;

/// <summary>
/// A public key of the platform, which verifies what the platform signed and encrypts what only the platform may read. An
/// <see cref="RSA"/> converts implicitly; another algorithm derives from this class. Must be thread-safe.
/// </summary>
/// <example><code>options.PlatformKeys["PUB_KEY_ID_0119…"] = Rsa.From("file:///etc/wechatpay/pub_key.pem", KeyType.Public);</code></example>
public abstract class PlatformKey
{
    /// <summary>
    /// The value of the header <c>Wechatpay-Signature-Type</c> in messages that this key verifies, such as <c>WECHATPAY2-SHA256-RSA2048</c>.
    /// A message without the header is signed with RSA.
    /// </summary>
    public abstract string SignatureType { get; }

    /// <summary>Verifies the signature of a message that is in memory.</summary>
    /// <param name="message">The signature message (验签名串), as UTF-8.</param>
    /// <param name="signature">The signature, decoded from base64.</param>
    /// <returns><see langword="false"/> when the signature is not one of this message, or malformed.</returns>
    public virtual bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var verifier = CreateVerifier();
        verifier.Append(message);
        return verifier.Verify(signature);
    }

    /// <summary>Creates a verifier for one message that arrives in pieces.</summary>
    public abstract IncrementalVerifier CreateVerifier();

    /// <summary>Encrypts a sensitive field of a request.</summary>
    /// <param name="plaintext">The value, encrypted as UTF-8.</param>
    /// <returns>The ciphertext in base64.</returns>
    /// <exception cref="ArgumentException">The plaintext is longer than the algorithm allows.</exception>
    public abstract string Encrypt(string plaintext);

    /// <summary>Exports the key as an X.509 SubjectPublicKeyInfo, in DER.</summary>
    public abstract byte[] ExportSubjectPublicKeyInfo();

    /// <summary>Exports the key as PEM (<c>BEGIN PUBLIC KEY</c>), the form of <c>pub_key.pem</c>.</summary>
    public string ExportSubjectPublicKeyInfoPem() => PemEncoding.WriteString("PUBLIC KEY", ExportSubjectPublicKeyInfo());

    /// <summary>Finds out, when a client is built, whether the key must not be used.</summary>
    /// <returns>The reason as the predicate of a sentence, such as <c>is disposed.</c>; <see langword="null"/> when the key is fit for use.</returns>
    public virtual string? FindProblem() => null;

    /// <summary>Wraps an RSA key, which stays its owner's: dispose it after the clients that use it.</summary>
    /// <param name="key">The public key, 2048 bits or more.</param>
    public static implicit operator PlatformKey(RSA key) => FromRSA(key);

    /// <inheritdoc cref="op_Implicit(RSA)"/>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    public static PlatformKey FromRSA(RSA key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new RsaPlatformKey(key);
    }
}
