namespace WeChatPay.Chain.Crypto;

/// <summary>Decrypts one encrypted file, such as a bill: first the whole ciphertext is authenticated, then it is decrypted.</summary>
/// <remarks>
/// The file is the ciphertext followed by the authentication tag. Files are large, so neither step may hold them in memory.
/// </remarks>
public abstract class FileDecryptor : IDisposable
{
    /// <summary>Gets the length of the authentication tag, in bytes.</summary>
    public abstract int TagLength { get; }

    /// <summary>Authenticates the next part of the ciphertext.</summary>
    /// <param name="ciphertext">The bytes after those of the last call, without the tag. May be empty.</param>
    /// <exception cref="WeChatPayDecryptionException">The ciphertext is longer than the algorithm allows.</exception>
    public abstract void Append(ReadOnlySpan<byte> ciphertext);

    /// <summary>Completes the authentication. Called once, after the last part.</summary>
    /// <param name="tag">The authentication tag. Of another length than <see cref="TagLength"/> if the file is too short.</param>
    /// <returns>Whether the tag matches the key, the nonce and the ciphertext.</returns>
    public abstract bool VerifyTag(ReadOnlySpan<byte> tag);

    /// <summary>
    /// Decrypts the ciphertext from its beginning. Called only after <see cref="VerifyTag"/> has returned true, and more than once.
    /// </summary>
    /// <param name="ciphertext">A seekable stream at the beginning of the ciphertext, without the tag. Not disposed.</param>
    /// <param name="length">The length of the ciphertext, in bytes.</param>
    /// <returns>The plaintext, as a stream that is read forwards.</returns>
    public abstract Stream Decrypt(Stream ciphertext, long length);

    /// <summary>Clears the key.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Clears the key.</summary>
    /// <param name="disposing">True if called by <see cref="Dispose()"/>, false if called by a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
