namespace WeChatPay.Chain.Crypto;

/// <summary>
/// Decrypts the resources of notifications and of <c>v3/certificates</c>, which are encrypted with the APIv3 key. Implementations must be
/// thread-safe.
/// </summary>
public abstract class ResourceCipher
{
    /// <summary>Gets the value of the field <c>algorithm</c>, such as <c>AEAD_AES_256_GCM</c>. Case-sensitive.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Authenticates and decrypts a resource.</summary>
    /// <param name="ciphertext">The field <c>ciphertext</c>, in base64. It ends with the authentication tag.</param>
    /// <param name="apiV3Key">The APIv3 key, 32 ASCII characters.</param>
    /// <param name="nonce">The field <c>nonce</c>.</param>
    /// <param name="associatedData">The field <c>associated_data</c>; empty if it is absent.</param>
    /// <returns>The plaintext, decoded as UTF-8.</returns>
    /// <exception cref="WeChatPayDecryptionException">
    /// The resource was encrypted with another key, or altered. The message must not contain the key or the plaintext.
    /// </exception>
    public abstract string Decrypt(string ciphertext, string apiV3Key, string nonce, string associatedData);
}
