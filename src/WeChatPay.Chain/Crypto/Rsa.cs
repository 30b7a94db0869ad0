using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WeChatPay.Chain.Crypto;

/// <summary>Reads RSA keys, signs and verifies with them, and encrypts the sensitive fields of a request (敏感信息加解密).</summary>
/// <remarks>
/// Every method returns or takes the framework's <see cref="RSA"/>. Read a key once and keep it: importing costs several
/// signatures, and one instance serves all threads. See https://pay.weixin.qq.com/doc/v3/merchant/4013053257.
/// </remarks>
public static class Rsa
{
    // OAEP with SHA-1 takes two hashes and two bytes of every block (RFC 8017, 7.1.1).
    private const int OaepOverhead = 2 * SHA1.HashSizeInBytes + 2;

    /// <summary>Reads a key from text or from a file.</summary>
    /// <param name="textOrFileUri">
    /// PEM or bare base64, with or without line breaks (a <c>\n</c> spelled out counts as one), or <c>file://</c> and a path to
    /// a file with either, or with the bare bytes. Private keys in PKCS#1 or PKCS#8, public ones in PKCS#1 or SPKI, or an X.509
    /// certificate. Base64 of a whole PEM file is read too; a byte order mark, and quotation marks around the text, are passed over.
    /// Of several PEM blocks the one of the wanted type counts, without the certificates of issuers; different keys are refused. The
    /// prefixes <c>private.pkcs1://</c>, <c>private.pkcs8://</c>, <c>public.pkcs1://</c> and <c>public.spki://</c> before base64 allow
    /// only that format.
    /// </param>
    /// <param name="type">
    /// What the text must hold. A private key is refused where <see cref="KeyType.Public"/> is asked for, because what was meant is
    /// almost always the platform's key and not one's own; so is public material where <see cref="KeyType.Private"/> is asked for.
    /// </param>
    /// <param name="password">The password of an encrypted PKCS#8 key (<c>ENCRYPTED PRIVATE KEY</c>); null for all others.</param>
    /// <returns>A key that the caller owns.</returns>
    /// <exception cref="ArgumentException">The text, the file or the password is not what is needed; the message says what was found.</exception>
    public static RSA From(string textOrFileUri, KeyType type = KeyType.Private, string? password = null) =>
        RsaImport.Key(PemReader.Read(textOrFileUri, nameof(textOrFileUri)), type, password, nameof(textOrFileUri));

    /// <summary>Reads the merchant's API certificate with its private key, as calls with the option <c>security</c> present it.</summary>
    /// <param name="textOrFileUri">
    /// <c>file://</c> and a path to <c>apiclient_cert.p12</c>, which holds both; or <c>apiclient_cert.pem</c>, as text or as such a path.
    /// </param>
    /// <param name="privateKey">The merchant's private key, which a PEM certificate needs. Not used for a <c>.p12</c> file.</param>
    /// <param name="password">The password of a <c>.p12</c> file: the platform sets it to the merchant number. Not used for PEM.</param>
    /// <returns>A certificate that the caller owns.</returns>
    /// <exception cref="ArgumentException">
    /// The text or the file does not hold such a certificate, the private key is missing or does not belong to it, or the password is missing
    /// or wrong; the message says what was found.
    /// </exception>
    public static X509Certificate2 CertificateFrom(string textOrFileUri, RSA? privateKey = null, string? password = null) =>
        CertificateImport.Read(PemReader.Read(textOrFileUri, nameof(textOrFileUri)), privateKey, password, nameof(textOrFileUri));

    /// <summary>Reads a PKCS#1 key: what stands between the lines of <c>RSA PRIVATE KEY</c> or <c>RSA PUBLIC KEY</c>.</summary>
    /// <param name="base64">The key without the PEM lines; line breaks do not matter.</param>
    /// <param name="type">Which of the two it is.</param>
    /// <exception cref="ArgumentException">The text is no base64, or holds something else.</exception>
    public static RSA FromPkcs1(string base64, KeyType type = KeyType.Private) =>
        Exactly(type is KeyType.Private ? KeyKind.Pkcs1Private : KeyKind.Pkcs1Public, base64);

    /// <summary>Reads an unencrypted PKCS#8 private key: what stands between the lines of <c>PRIVATE KEY</c>.</summary>
    /// <param name="base64">The key without the PEM lines; line breaks do not matter.</param>
    /// <exception cref="ArgumentException">The text is no base64, or holds something else.</exception>
    public static RSA FromPkcs8(string base64) => Exactly(KeyKind.Pkcs8, base64);

    /// <summary>Reads an SPKI public key: what stands between the lines of <c>PUBLIC KEY</c>.</summary>
    /// <param name="base64">The key without the PEM lines; line breaks do not matter.</param>
    /// <exception cref="ArgumentException">The text is no base64, or holds something else.</exception>
    public static RSA FromSpki(string base64) => Exactly(KeyKind.Spki, base64);

    /// <summary>Turns a PKCS#1 public key into the same key as SPKI, the format that most tools expect.</summary>
    /// <param name="base64">The key without the PEM lines; line breaks do not matter.</param>
    /// <returns>Base64 on one line.</returns>
    /// <exception cref="ArgumentException">The text is no base64, or no PKCS#1 public key.</exception>
    public static string Pkcs1ToSpki(string base64)
    {
        using var key = Exactly(KeyKind.Pkcs1Public, base64);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Signs with SHA256-RSA (PKCS#1 v1.5), as APIv3 requests and the calls of 调起支付 do.</summary>
    /// <param name="message">The text to sign (签名串), taken as UTF-8.</param>
    /// <param name="privateKey">The merchant's private key.</param>
    /// <returns>The signature in base64.</returns>
    /// <exception cref="ArgumentException">The key cannot sign; a key without its private part is the usual reason.</exception>
    public static string Sign(string message, RSA privateKey)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(privateKey);
        try
        {
            return Convert.ToBase64String(privateKey.SignData(Encoding.UTF8.GetBytes(message), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException(
                "The key cannot sign, probably because it has no private part. Use the merchant's private key (apiclient_key.pem); a key "
                + "from a certificate or a public key cannot sign.",
                nameof(privateKey), exception);
        }
    }

    /// <summary>Verifies a SHA256-RSA (PKCS#1 v1.5) signature.</summary>
    /// <param name="message">The signed text (签名串), taken as UTF-8.</param>
    /// <param name="signature">The signature in base64.</param>
    /// <param name="publicKey">The platform's key that the message's serial names.</param>
    /// <returns><see langword="false"/> for a wrong signature, and for one that is no base64 or of a wrong length.</returns>
    public static bool Verify(string message, string signature, RSA publicKey)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(signature);
        ArgumentNullException.ThrowIfNull(publicKey);
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && publicKey.VerifyData(Encoding.UTF8.GetBytes(message), bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>Encrypts a sensitive field of a request with RSAES-OAEP (SHA-1, MGF1 with SHA-1).</summary>
    /// <param name="plaintext">The value, taken as UTF-8; at most the key's size less 42 bytes: 214 bytes with a 2048-bit key.</param>
    /// <param name="publicKey">The platform's key; the request names its serial in <c>Wechatpay-Serial</c>.</param>
    /// <returns>The ciphertext in base64, another one each time.</returns>
    /// <exception cref="ArgumentException">The plaintext is too long for one block.</exception>
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

    /// <summary>Opens a sensitive field of an answer, which RSAES-OAEP (SHA-1, MGF1 with SHA-1) encrypted.</summary>
    /// <param name="ciphertext">The ciphertext in base64.</param>
    /// <param name="privateKey">The merchant's private key.</param>
    /// <returns>The plaintext, decoded as UTF-8.</returns>
    /// <exception cref="WeChatPayDecryptionException">The ciphertext was made with another key or altered, or the key has no private part.</exception>
    public static string Decrypt(string ciphertext, RSA privateKey)
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        ArgumentNullException.ThrowIfNull(privateKey);
        return Ciphertext.ToText(DecryptBytes(Ciphertext.FromBase64(ciphertext), privateKey));
    }

    /// <summary>Opens what is not text, such as a key.</summary>
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

    /// <summary>The serial number of a certificate as the platform writes it in <c>serial_no</c> and <c>Wechatpay-Serial</c>.</summary>
    /// <returns>Upper-case hexadecimal without a leading zero byte.</returns>
    public static string SerialNumberOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        // DER puts a zero byte before a number that would look negative; it is no part of the number.
        var bytes = certificate.SerialNumberBytes.Span;
        return Convert.ToHexString(bytes is [0, _, ..] ? bytes[1..] : bytes);
    }

    /// <summary>The serial number of a certificate as the platform writes it in <c>serial_no</c> and <c>Wechatpay-Serial</c>.</summary>
    /// <param name="certificateTextOrFileUri">PEM, bare base64, or <c>file://</c> and a path, as for <see cref="From"/>.</param>
    /// <returns>Upper-case hexadecimal without a leading zero byte.</returns>
    /// <exception cref="ArgumentException">The text or the file holds no certificate; the message says what was found.</exception>
    public static string SerialNumberOf(string certificateTextOrFileUri)
    {
        var found = PemReader.Read(certificateTextOrFileUri, nameof(certificateTextOrFileUri));
        using var certificate = RsaImport.Certificate(found, nameof(certificateTextOrFileUri));
        return SerialNumberOf(certificate);
    }

    private static RSA Exactly(KeyKind kind, string base64) =>
        RsaImport.Exactly(kind, PemReader.ReadBase64(base64, nameof(base64)), nameof(base64));
}
