using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Crypto;

/// <summary>AES-256-ECB with PKCS#7 padding, which encrypts the <c>req_info</c> of APIv2 refund notifications (退款结果通知).</summary>
/// <remarks>
/// This mode does not authenticate. Use it only where the platform does: https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=9_16.
/// </remarks>
public static class AesEcb
{
    /// <summary>Encrypts as the platform does. Merchants need this only in tests.</summary>
    /// <param name="plaintext">The plaintext, encoded as UTF-8.</param>
    /// <param name="key">32 bytes: <c>Hash.Md5(apiV2Key)</c>, lower case.</param>
    /// <returns>The ciphertext in base64.</returns>
    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    public static string Encrypt(string plaintext, string key)
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        using var cipher = Aes.Create();
        cipher.Key = AesKey.FromText(key, nameof(key));
        return Convert.ToBase64String(cipher.EncryptEcb(Encoding.UTF8.GetBytes(plaintext), PaddingMode.PKCS7));
    }

    /// <summary>Decrypts the <c>req_info</c> of a refund notification.</summary>
    /// <param name="ciphertext">The ciphertext in base64.</param>
    /// <param name="key">32 bytes: <c>Hash.Md5(apiV2Key)</c>, lower case.</param>
    /// <returns>The plaintext, decoded as UTF-8.</returns>
    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    /// <exception cref="WeChatPayDecryptionException">
    /// The key is wrong or the data was altered, which padding and encoding do not always show.
    /// </exception>
    public static string Decrypt(string ciphertext, string key)
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        using var cipher = Aes.Create();
        cipher.Key = AesKey.FromText(key, nameof(key));
        var bytes = CryptoText.DecodeCiphertext(ciphertext);
        if (bytes.Length == 0)
        {
            // .NET 8 fails on the missing padding.
            throw new WeChatPayDecryptionException("The ciphertext is empty; at least one block of 16 bytes was expected.");
        }
        try
        {
            return CryptoText.DecodePlaintext(cipher.DecryptEcb(bytes, PaddingMode.PKCS7));
        }
        catch (CryptographicException exception)
        {
            throw new WeChatPayDecryptionException(
                "The ciphertext cannot be decrypted: the key is not the lower-case MD5 of the APIv2 key that the platform used, or the "
                + "ciphertext was altered.",
                exception);
        }
    }
}
