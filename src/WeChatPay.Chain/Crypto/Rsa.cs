using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WeChatPay.Chain.Crypto;

/// <summary>Reads RSA keys, signs and verifies with them, and encrypts the sensitive fields of a request (敏感信息加解密).</summary>
/// <remarks>
/// Keys are instances of the framework's <see cref="RSA"/>. Read a key once and keep it: importing takes as long as several signatures,
/// and all threads can share one instance. See https://pay.weixin.qq.com/doc/v3/merchant/4013053257.
/// </remarks>
public static class Rsa
{
    // OAEP with SHA-1 uses two hashes and two bytes of each block (RFC 8017, 7.1.1).
    private const int OaepOverhead = 2 * SHA1.HashSizeInBytes + 2;

    /// <summary>Reads an RSA key from text or a file.</summary>
    /// <param name="textOrFileUri">
    /// PEM, base64, or <c>file://</c> followed by the path of a file that contains PEM, base64 or DER. See the remarks.
    /// </param>
    /// <param name="type">
    /// The type of the key. A private key is rejected where <see cref="KeyType.Public"/> is expected, because it is almost always the
    /// merchant's own key in place of the platform's.
    /// </param>
    /// <param name="password">
    /// The password of an encrypted PKCS#8 key (<c>ENCRYPTED PRIVATE KEY</c>); <see langword="null"/> (the default) for any other key.
    /// </param>
    /// <returns>The key, which the caller owns.</returns>
    /// <exception cref="ArgumentException">
    /// The text or file does not contain a key of that type, or contains different ones, or the password is missing, wrong or not needed.
    /// The message describes what was found.
    /// </exception>
    /// <remarks>
    /// Reads private keys in PKCS#1 or PKCS#8, public keys in PKCS#1 or SPKI, and X.509 certificates. Line breaks do not matter, an escaped
    /// <c>\n</c> counts as one, the base64 of a whole PEM file is decoded, and a byte order mark or quotation marks around the text are
    /// ignored. If there are several PEM blocks, the one of the given type is read, ignoring the certificates of issuers. The prefixes
    /// <c>private.pkcs1://</c>, <c>private.pkcs8://</c>, <c>public.pkcs1://</c> and <c>public.spki://</c> before base64 require that
    /// format.
    /// </remarks>
    public static RSA From(string textOrFileUri, KeyType type = KeyType.Private, string? password = null) =>
        RsaImport.ImportKey(PemReader.Read(textOrFileUri, nameof(textOrFileUri)), type, password, nameof(textOrFileUri));

    /// <summary>
    /// Reads the merchant's API certificate with its private key, for <see cref="WeChatPayClientOptions.MerchantCertificate"/>.
    /// </summary>
    /// <param name="textOrFileUri">
    /// <c>file://</c> followed by the path of <c>apiclient_cert.p12</c>, which contains both, or of <c>apiclient_cert.pem</c>; or the PEM
    /// text.
    /// </param>
    /// <param name="privateKey">The merchant's private key. Required for PEM, ignored for a <c>.p12</c> file.</param>
    /// <param name="password">The password of a <c>.p12</c> file, which is the merchant number. Ignored for PEM.</param>
    /// <returns>The certificate, which the caller owns.</returns>
    /// <exception cref="ArgumentException">
    /// The text or file does not contain such a certificate, the private key is missing or does not belong to it, or the password is
    /// missing or wrong. The message describes what was found.
    /// </exception>
    public static X509Certificate2 CertificateFrom(string textOrFileUri, RSA? privateKey = null, string? password = null) =>
        CertificateImport.Read(PemReader.Read(textOrFileUri, nameof(textOrFileUri)), privateKey, password, nameof(textOrFileUri));

    /// <summary>Reads a PKCS#1 key, the content of an <c>RSA PRIVATE KEY</c> or <c>RSA PUBLIC KEY</c> PEM block.</summary>
    /// <param name="base64">The key in base64, without the PEM header and footer. Line breaks do not matter.</param>
    /// <param name="type">The type of the key.</param>
    /// <returns>The key, which the caller owns.</returns>
    /// <exception cref="ArgumentException">The text is not base64, or does not contain such a key.</exception>
    public static RSA FromPkcs1(string base64, KeyType type = KeyType.Private) =>
        ReadExactly(type is KeyType.Private ? KeyKind.Pkcs1Private : KeyKind.Pkcs1Public, base64);

    /// <summary>Reads an unencrypted PKCS#8 private key, the content of a <c>PRIVATE KEY</c> PEM block.</summary>
    /// <param name="base64">The key in base64, without the PEM header and footer. Line breaks do not matter.</param>
    /// <returns>The key, which the caller owns.</returns>
    /// <exception cref="ArgumentException">The text is not base64, or does not contain such a key.</exception>
    public static RSA FromPkcs8(string base64) => ReadExactly(KeyKind.Pkcs8, base64);

    /// <summary>Reads an SPKI public key, the content of a <c>PUBLIC KEY</c> PEM block.</summary>
    /// <param name="base64">The key in base64, without the PEM header and footer. Line breaks do not matter.</param>
    /// <returns>The key, which the caller owns.</returns>
    /// <exception cref="ArgumentException">The text is not base64, or does not contain such a key.</exception>
    public static RSA FromSpki(string base64) => ReadExactly(KeyKind.Spki, base64);

    /// <summary>Converts a PKCS#1 public key to SPKI, the format that most tools expect.</summary>
    /// <param name="base64">The key in base64, without the PEM header and footer. Line breaks do not matter.</param>
    /// <returns>The key in base64, on one line.</returns>
    /// <exception cref="ArgumentException">The text is not base64, or does not contain a PKCS#1 public key.</exception>
    public static string Pkcs1ToSpki(string base64)
    {
        using var key = ReadExactly(KeyKind.Pkcs1Public, base64);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Signs a message with RSA and SHA-256 (PKCS#1 v1.5), as APIv3 requests and 调起支付 do.</summary>
    /// <param name="message">The signature message (签名串), encoded as UTF-8.</param>
    /// <param name="privateKey">The merchant's private key.</param>
    /// <returns>The signature in base64.</returns>
    /// <exception cref="ArgumentException">The key cannot sign, usually because it has no private part.</exception>
    public static string Sign(string message, RSA privateKey)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(privateKey);
        try
        {
            return Convert.ToBase64String(
                privateKey.SignData(Encoding.UTF8.GetBytes(message), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException(
                "The key cannot sign, probably because it has no private part. Use the merchant's private key (apiclient_key.pem); a key "
                + "from a certificate or a public key cannot sign.",
                nameof(privateKey), exception);
        }
    }

    /// <summary>Verifies an RSA signature with SHA-256 (PKCS#1 v1.5).</summary>
    /// <param name="message">The signature message (验签名串), encoded as UTF-8.</param>
    /// <param name="signature">The signature in base64.</param>
    /// <param name="publicKey">The platform's key, as named by the serial number of the message.</param>
    /// <returns><see langword="false"/> if the signature does not match, is not base64, or has the wrong length.</returns>
    public static bool Verify(string message, string signature, RSA publicKey)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(publicKey);
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && publicKey.VerifyData(
                Encoding.UTF8.GetBytes(message), bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>Encrypts a sensitive field of a request with RSAES-OAEP (SHA-1, MGF1 with SHA-1).</summary>
    /// <param name="plaintext">
    /// The value, encoded as UTF-8. At most the size of the key less 42 bytes: 214 bytes with a 2048-bit key.
    /// </param>
    /// <param name="publicKey">The platform's key. The request must name its serial number in <c>Wechatpay-Serial</c>.</param>
    /// <returns>The ciphertext in base64, different each time.</returns>
    /// <exception cref="ArgumentException">The plaintext is too long.</exception>
    public static string Encrypt(string plaintext, RSA publicKey)
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        ArgumentNullException.ThrowIfNull(publicKey);
        var bytes = Encoding.UTF8.GetBytes(plaintext);
        var limit = publicKey.KeySize / 8 - OaepOverhead;
        if (bytes.Length > limit)
        {
            throw new ArgumentException(
                $"The plaintext must be at most {limit} bytes of UTF-8 with a {publicKey.KeySize}-bit key (was {bytes.Length}).",
                nameof(plaintext));
        }
        return Convert.ToBase64String(publicKey.Encrypt(bytes, RSAEncryptionPadding.OaepSHA1));
    }

    /// <summary>Decrypts a sensitive field of a response, which is encrypted with RSAES-OAEP (SHA-1, MGF1 with SHA-1).</summary>
    /// <param name="ciphertext">The ciphertext in base64.</param>
    /// <param name="privateKey">The merchant's private key.</param>
    /// <returns>The plaintext, decoded as UTF-8.</returns>
    /// <exception cref="WeChatPayDecryptionException">
    /// The ciphertext was encrypted for another key or altered, or the key has no private part.
    /// </exception>
    public static string Decrypt(string ciphertext, RSA privateKey)
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        ArgumentNullException.ThrowIfNull(privateKey);
        return CryptoText.DecodePlaintext(DecryptBytes(CryptoText.DecodeCiphertext(ciphertext), privateKey));
    }

    /// <summary>Decrypts binary data, such as a key.</summary>
    /// <inheritdoc cref="Decrypt"/>
    internal static byte[] DecryptBytes(ReadOnlySpan<byte> ciphertext, RSA privateKey)
    {
        try
        {
            return privateKey.Decrypt(ciphertext, RSAEncryptionPadding.OaepSHA1);
        }
        catch (CryptographicException exception)
        {
            throw new WeChatPayDecryptionException(
                $"The ciphertext ({ciphertext.Length} bytes) cannot be decrypted with this {privateKey.KeySize}-bit key: it was encrypted "
                + "for another key or altered, or the key has no private part. Check that the request named the serial number of the "
                + "merchant certificate in use.",
                exception);
        }
    }

    /// <summary>
    /// Gets the serial number of a certificate, as the platform writes it in <c>serial_no</c> and <c>Wechatpay-Serial</c>.
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The serial number in upper-case hexadecimal, without a leading zero byte.</returns>
    public static string SerialNumberOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        // DER adds a zero byte to a number whose highest bit is set.
        var bytes = certificate.SerialNumberBytes.Span;
        return Convert.ToHexString(bytes is [0, _, ..] ? bytes[1..] : bytes);
    }

    /// <summary>
    /// Gets the serial number of a certificate, as the platform writes it in <c>serial_no</c> and <c>Wechatpay-Serial</c>.
    /// </summary>
    /// <param name="textOrFileUri">PEM, base64, or <c>file://</c> followed by a path, as for <see cref="From"/>.</param>
    /// <returns>The serial number in upper-case hexadecimal, without a leading zero byte.</returns>
    /// <exception cref="ArgumentException">
    /// The text or file does not contain a certificate. The message describes what was found.
    /// </exception>
    public static string SerialNumberOf(string textOrFileUri)
    {
        var found = PemReader.Read(textOrFileUri, nameof(textOrFileUri));
        using var certificate = RsaImport.ImportCertificate(found, nameof(textOrFileUri));
        return SerialNumberOf(certificate);
    }

    private static RSA ReadExactly(KeyKind kind, string base64) =>
        RsaImport.ImportExactly(kind, PemReader.ReadBase64(base64, nameof(base64)), nameof(base64));
}
