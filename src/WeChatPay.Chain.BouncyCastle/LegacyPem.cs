using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.BouncyCastle;

/// <summary>Reads private keys in OpenSSL's traditional encrypted format (<c>Proc-Type: 4,ENCRYPTED</c>), which predates PKCS#8.</summary>
/// <remarks>
/// The format derives the encryption key from the password with one round of MD5, so the password of a stolen file is easily guessed.
/// Convert the key if you can: <c>openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out apiclient_key.pem</c>. <see cref="Rsa.From"/> reads
/// the result.
/// </remarks>
/// <example><code>options.MerchantPrivateKey = LegacyPem.ReadPrivateKey("file:///etc/wechatpay/apiclient_key.pem",
/// password);</code></example>
public static class LegacyPem
{
    /// <summary>Reads an RSA private key.</summary>
    /// <param name="textOrFileUri">
    /// PEM, or <c>file://</c> and a path to it. In PEM, the two characters <c>\n</c> count as a line break. If there are several blocks,
    /// the first encrypted one is read.
    /// </param>
    /// <param name="password">The password of the key, which is encoded as UTF-8.</param>
    /// <returns>The key. The caller owns it.</returns>
    /// <exception cref="ArgumentException">
    /// The text is not in this format, the cipher is not AES-128-CBC, AES-192-CBC, AES-256-CBC or DES-EDE3-CBC, the key is not an RSA key,
    /// or <paramref name="password"/> is empty. The message says what was found.
    /// </exception>
    /// <exception cref="WeChatPayDecryptionException">The password is wrong, or the block is damaged.</exception>
    public static RSA ReadPrivateKey(string textOrFileUri, string password)
    {
        var pem = PemText.Read(textOrFileUri);
        if (!LegacyPemBlock.IsIn(pem))
        {
            throw new ArgumentException(
                $"The text contains {LegacyPemBlock.GetLabels(pem)} instead of a private key in OpenSSL's traditional encrypted format "
                + "(\"Proc-Type: 4,ENCRYPTED\"). Read it with Rsa.From.",
                nameof(textOrFileUri));
        }
        if (string.IsNullOrEmpty(password))
        {
            throw new ArgumentException("The private key is encrypted, but the password is missing.", nameof(password));
        }
        return Decrypt(LegacyPemBlock.Find(pem, nameof(textOrFileUri)), password);
    }

    private static RSA Decrypt(string block, string password)
    {
        try
        {
            // Bouncy Castle uses the low byte of each character; OpenSSL uses the bytes that were typed.
            var octets = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(password));
            var pair = (AsymmetricCipherKeyPair)new PemReader(new StringReader(block), new Password(octets)).ReadObject();
            return Import(PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetDerEncoded());
        }
        catch (Exception exception) when (exception is IOException or CryptoException or GeneralSecurityException or CryptographicException
            or ArgumentException or InvalidCastException or FormatException)
        {
            // Not as the inner exception: its message can contain bytes of the key.
            throw new WeChatPayDecryptionException("The password of the private key is wrong, or the PEM block is damaged.");
        }
    }

    private static RSA Import(byte[] der)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportPkcs8PrivateKey(der, out _);
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private sealed class Password(string octets) : IPasswordFinder
    {
        public char[] GetPassword() => octets.ToCharArray();
    }
}
