namespace WeChatPay.Chain;

/// <summary>
/// Decrypts what the platform encrypted for the merchant, with a private key that need not be in this process. Implement it on the
/// <see cref="IRequestSigner"/>: both use the same key. Must be thread-safe.
/// </summary>
public interface IMerchantDecryptor
{
    /// <summary>Decrypts a sensitive field of a response, or the key of an encrypted bill.</summary>
    /// <param name="ciphertext">Decoded from base64. For RSA: RSAES-OAEP with SHA-1.</param>
    /// <returns>The plaintext.</returns>
    /// <exception cref="WeChatPayDecryptionException">The ciphertext does not belong to this key, or was altered.</exception>
    byte[] Decrypt(ReadOnlySpan<byte> ciphertext);
}
