using System.Security.Cryptography;

namespace WeChatPay.Chain.Crypto;

/// <summary>
/// A family of algorithms that the platform offers in addition to RSA, AES and SHA, such as 国密 (SM2, SM3, SM4). Add it to
/// <see cref="WeChatPayClientOptions.Algorithms"/>. Implementations must be thread-safe.
/// </summary>
/// <remarks>
/// Each message names its algorithm, and only that one is used. A suite cannot replace the built-in algorithms, which take precedence.
/// Requests are signed by an <see cref="IRequestSigner"/>, which may also implement <see cref="IMerchantDecryptor"/>.
/// </remarks>
public abstract class AlgorithmSuite
{
    /// <summary>Finds the cipher of an encrypted resource.</summary>
    /// <param name="algorithm">The field <c>algorithm</c> of the resource, such as <c>AEAD_SM4_GCM</c>.</param>
    /// <returns>The cipher, or <see langword="null"/> if the suite does not support the algorithm.</returns>
    public virtual ResourceCipher? FindCipher(string algorithm) => null;

    /// <summary>Creates the hash algorithm that verifies a downloaded file.</summary>
    /// <param name="hashType">The field <c>hash_type</c> in upper case, such as <c>SM3</c>.</param>
    /// <returns>A new instance, which the caller disposes, or <see langword="null"/> if the suite does not support the algorithm.</returns>
    public virtual HashAlgorithm? CreateDigest(string hashType) => null;

    /// <summary>Creates the decryptor of an encrypted file, such as a bill.</summary>
    /// <param name="key">
    /// The key of the file (<c>encrypt_key</c>, decrypted). Its length names the algorithm, because the response does not: 32 bytes for
    /// AES-256-GCM, which is built in, 16 bytes for SM4-GCM. It is cleared after the download, so a decryptor must not change it.
    /// </param>
    /// <param name="nonce">The field <c>nonce</c>, as UTF-8.</param>
    /// <returns>
    /// A new instance, which the caller disposes, or <see langword="null"/> if the suite does not support keys of this length.
    /// </returns>
    public virtual FileDecryptor? CreateFileDecryptor(byte[] key, ReadOnlySpan<byte> nonce) => null;

    /// <summary>Reads a platform certificate.</summary>
    /// <param name="der">The X.509 certificate, DER-encoded.</param>
    /// <returns>The certificate, or <see langword="null"/> if the suite does not support its key.</returns>
    /// <exception cref="CryptographicException">The bytes are not a certificate.</exception>
    public virtual PlatformCertificate? ReadCertificate(ReadOnlySpan<byte> der) => null;
}
