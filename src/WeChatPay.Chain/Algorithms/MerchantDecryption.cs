using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Algorithms;

/// <summary>Decrypts data that the platform encrypted for a merchant.</summary>
/// <param name="decryptor">The decryptor with the private key; <see langword="null"/> for a client without one.</param>
internal sealed class MerchantDecryption(IMerchantDecryptor? decryptor)
{
    /// <param name="ciphertext">Base64.</param>
    /// <param name="subject">The subject of the message of an exception.</param>
    /// <exception cref="WeChatPayDecryptionException">The merchant's private key cannot decrypt the ciphertext.</exception>
    /// <exception cref="InvalidOperationException">The client has no private key.</exception>
    public byte[] Decrypt(string ciphertext, string subject)
    {
        ArgumentNullException.ThrowIfNull(ciphertext);
        var available = decryptor ?? throw new InvalidOperationException(
            $"{subject} is decrypted with the merchant's private key, which this client does not have: it signs with a RequestSigner. "
            + "Set MerchantPrivateKey as well, or implement IMerchantDecryptor on the signer.");
        return available.Decrypt(CryptoText.DecodeCiphertext(ciphertext));
    }
}
