using System.Security.Cryptography;
using WeChatPay.Chain.Algorithms;

namespace WeChatPay.Chain;

/// <summary>
/// A public key of the platform, which verifies signatures of the platform and encrypts sensitive fields. An <see cref="RSA"/> converts
/// implicitly; keys of other algorithms derive from this class. Implementations must be thread-safe.
/// </summary>
/// <example>
/// <code>
/// options.PlatformKeys["PUB_KEY_ID_0119…"] = Rsa.From("file:///etc/wechatpay/pub_key.pem", KeyType.Public);
/// </code>
/// </example>
public abstract class PlatformKey
{
    /// <summary>
    /// Gets the value of the header <c>Wechatpay-Signature-Type</c> in messages that this key verifies, such as
    /// <c>WECHATPAY2-SHA256-RSA2048</c>. A message without the header is signed with RSA.
    /// </summary>
    public abstract string SignatureType { get; }

    /// <summary>Verifies the signature of a message that is in memory.</summary>
    /// <param name="message">The signature message (验签名串), as UTF-8.</param>
    /// <param name="signature">The signature, decoded from base64.</param>
    /// <returns><see langword="false"/> if the signature does not match the message or is malformed.</returns>
    public virtual bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var verifier = CreateVerifier();
        verifier.Append(message);
        return verifier.Verify(signature);
    }

    /// <summary>Creates a verifier for a message that arrives in pieces.</summary>
    public abstract IncrementalVerifier CreateVerifier();

    /// <summary>Encrypts a sensitive field of a request.</summary>
    /// <param name="plaintext">The value, encrypted as UTF-8.</param>
    /// <returns>The ciphertext in base64.</returns>
    /// <exception cref="ArgumentException">The plaintext is longer than the algorithm allows.</exception>
    public abstract string Encrypt(string plaintext);

    /// <summary>Exports the key as a DER-encoded X.509 SubjectPublicKeyInfo.</summary>
    public abstract byte[] ExportSubjectPublicKeyInfo();

    /// <summary>Exports the key as PEM (<c>BEGIN PUBLIC KEY</c>), the format of <c>pub_key.pem</c>.</summary>
    public string ExportSubjectPublicKeyInfoPem() => PemEncoding.WriteString("PUBLIC KEY", ExportSubjectPublicKeyInfo());

    /// <summary>Finds a reason not to use the key. Called when a client is created.</summary>
    /// <returns>
    /// The predicate of a sentence about the key, such as <c>is disposed.</c>, or <see langword="null"/> if the key can be used.
    /// </returns>
    public virtual string? FindProblem() => null;

    /// <summary>Wraps an RSA key. The caller keeps ownership, and disposes the key after the clients that use it.</summary>
    /// <param name="key">The public key, of 2048 bits or more.</param>
    public static implicit operator PlatformKey(RSA key) => FromRSA(key);

    /// <inheritdoc cref="op_Implicit(RSA)"/>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    public static PlatformKey FromRSA(RSA key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new RsaPlatformKey(key);
    }
}
