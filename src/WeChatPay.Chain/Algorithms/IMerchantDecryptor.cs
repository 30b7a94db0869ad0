namespace WeChatPay.Chain;

/// <summary>
/// Decrypts data that the platform encrypted for the merchant, with a private key that may be in a KMS or HSM. Implement it on the
/// <see cref="IRequestSigner"/>, because both use the same key. Implementations must be thread-safe.
/// </summary>
public interface IMerchantDecryptor
{
    /// <summary>Decrypts a sensitive field of a response, or the key of an encrypted bill.</summary>
    /// <param name="ciphertext">Decoded from base64. For RSA: RSAES-OAEP with SHA-1.</param>
    /// <returns>The plaintext.</returns>
    /// <exception cref="WeChatPayDecryptionException">The ciphertext was encrypted for another key, or altered.</exception>
    byte[] Decrypt(ReadOnlySpan<byte> ciphertext);
}
