using System.Security.Cryptography;
using System.Text;
using GcmCipher = System.Security.Cryptography.AesGcm;

namespace WeChatPay.Chain.Crypto;

/// <summary>AEAD_AES_256_GCM, which encrypts the resources of APIv3: notifications and platform certificates.</summary>
/// <remarks>See https://pay.weixin.qq.com/doc/v3/merchant/4012071382.</remarks>
public static class AesGcm
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>Encrypts as the platform does. Merchants need this only in tests.</summary>
    /// <param name="plaintext">The plaintext, encoded as UTF-8.</param>
    /// <param name="apiV3Key">The merchant's APIv3 key, 32 bytes.</param>
    /// <param name="nonce">A nonce of 12 bytes as text, never used twice with the same key.</param>
    /// <param name="associatedData">
    /// The data that is authenticated but not encrypted; <see langword="null"/> or empty (the default) for no data.
    /// </param>
    /// <returns>The ciphertext followed by the authentication tag of 16 bytes, in base64.</returns>
    /// <exception cref="ArgumentException">The key is not 32 bytes long, or the nonce is not 12 bytes long.</exception>
    public static string Encrypt(string plaintext, string apiV3Key, string nonce, string? associatedData = "")
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        var key = AesKey.FromText(apiV3Key, nameof(apiV3Key));
        var nonceBytes = GetBytes(nonce, nameof(nonce));
        if (nonceBytes.Length != NonceSize)
        {
            throw new ArgumentException($"The nonce must be {NonceSize} bytes long (was {nonceBytes.Length}).", nameof(nonce));
        }

        var plain = Encoding.UTF8.GetBytes(plaintext);
        var sealedBytes = new byte[plain.Length + TagSize];
        using var cipher = new GcmCipher(key, TagSize);
        cipher.Encrypt(
            nonceBytes,
            plain,
            sealedBytes.AsSpan(0, plain.Length),
            sealedBytes.AsSpan(plain.Length),
            Encoding.UTF8.GetBytes(associatedData ?? ""));
        return Convert.ToBase64String(sealedBytes);
    }

    /// <summary>Decrypts an APIv3 resource, such as the <c>ciphertext</c> of a notification.</summary>
    /// <param name="ciphertext">The ciphertext in base64; its last 16 bytes are the authentication tag.</param>
    /// <param name="apiV3Key">The merchant's APIv3 key, 32 bytes.</param>
    /// <param name="nonce">The <c>nonce</c> delivered with the ciphertext.</param>
    /// <param name="associatedData">
    /// The <c>associated_data</c> delivered with the ciphertext; <see langword="null"/> or empty (the default) if it is absent.
    /// </param>
    /// <returns>The plaintext, decoded as UTF-8.</returns>
    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    /// <exception cref="WeChatPayDecryptionException">
    /// The tag does not match, because the key is wrong or the data was altered; or the ciphertext is too short or not base64, or the nonce
    /// is not 12 bytes long.
    /// </exception>
    public static string Decrypt(string ciphertext, string apiV3Key, string nonce, string? associatedData = "")
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        var key = AesKey.FromText(apiV3Key, nameof(apiV3Key));
        var nonceBytes = GetBytes(nonce, nameof(nonce));
        var sealedBytes = CryptoText.DecodeCiphertext(ciphertext);
        if (nonceBytes.Length != NonceSize || sealedBytes.Length < TagSize)
        {
            throw new WeChatPayDecryptionException(
                $"The ciphertext must be at least {TagSize} bytes long (was {sealedBytes.Length}), and its nonce exactly {NonceSize} "
                + $"(was {nonceBytes.Length}).");
        }

        var plain = new byte[sealedBytes.Length - TagSize];
        using var cipher = new GcmCipher(key, TagSize);
        try
        {
            cipher.Decrypt(
                nonceBytes,
                sealedBytes.AsSpan(0, plain.Length),
                sealedBytes.AsSpan(plain.Length),
                plain,
                Encoding.UTF8.GetBytes(associatedData ?? ""));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new WeChatPayDecryptionException(
                "The ciphertext cannot be decrypted: the APIv3 key is not the one that the platform used, or the ciphertext, nonce or "
                + "associated data was altered. Check that it is the current APIv3 key of the merchant that the message is for.",
                exception);
        }
        return CryptoText.DecodePlaintext(plain);
    }

    private static byte[] GetBytes(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        return Encoding.UTF8.GetBytes(text);
    }
}
