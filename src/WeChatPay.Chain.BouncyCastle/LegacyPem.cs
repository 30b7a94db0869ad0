using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.BouncyCastle;

/// <summary>Reads private keys in the form in which OpenSSL encrypted them before PKCS#8: <c>Proc-Type: 4,ENCRYPTED</c>.</summary>
/// <remarks>
/// The form derives the cipher's key from the password with one round of MD5, so a stolen file is easily guessed at. Convert the key when you
/// can: <c>openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out apiclient_key.pem</c>; <see cref="Rsa.From"/> reads what comes out.
/// </remarks>
/// <example><code>options.MerchantPrivateKey = LegacyPem.ReadPrivateKey("file:///etc/wechatpay/apiclient_key.pem", password);</code></example>
public static class LegacyPem
{
    /// <summary>Reads an RSA private key.</summary>
    /// <param name="textOrFileUri">
    /// PEM (a <c>\n</c> spelled out counts as a line break), or <c>file://</c> and a path to it. Of several blocks the first encrypted one counts.
    /// </param>
    /// <param name="password">What the key was encrypted with; taken as UTF-8.</param>
    /// <returns>The framework's key, which the caller owns.</returns>
    /// <exception cref="ArgumentException">
    /// The text is not in this form, the cipher is none of AES-128-CBC, AES-192-CBC, AES-256-CBC and DES-EDE3-CBC, the key is not RSA, or
    /// there is no password. The message says what was found.
    /// </exception>
    /// <exception cref="WeChatPayDecryptionException">The password is another one, or the block is damaged.</exception>
    public static RSA ReadPrivateKey(string textOrFileUri, string password)
    {
        var pem = PemText.Read(textOrFileUri);
        if (!LegacyPemBlock.IsIn(pem))
        {
            throw new ArgumentException(
                $"The text holds {LegacyPemBlock.LabelsIn(pem)}, not a private key that OpenSSL encrypted in its old format (\"Proc-Type: 4,ENCRYPTED\"). Read it with Rsa.From.",
                nameof(textOrFileUri));
        }
        if (string.IsNullOrEmpty(password))
        {
            throw new ArgumentException("The private key is encrypted, and no password was given to open it.", nameof(password));
        }
        return Open(LegacyPemBlock.Find(pem, nameof(textOrFileUri)), password);
    }

    private static RSA Open(string block, string password)
    {
        try
        {
            // Bouncy Castle takes the low byte of each character; OpenSSL takes the bytes that were typed.
            var octets = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(password));
            var pair = (AsymmetricCipherKeyPair)new PemReader(new StringReader(block), new Password(octets)).ReadObject();
            return Import(PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetDerEncoded());
        }
        catch (Exception exception) when (exception is IOException or CryptoException or GeneralSecurityException or CryptographicException
            or ArgumentException or InvalidCastException or FormatException)
        {
            // The cause speaks of bytes that the wrong password has made, or of the key's own: nothing of it is shown.
            throw new WeChatPayDecryptionException("The password does not open the private key, or the PEM block is damaged.");
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
