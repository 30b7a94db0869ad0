namespace WeChatPay.Chain;

/// <summary>The exception that is thrown when data cannot be decrypted, because the key is wrong or the data was altered.</summary>
public sealed class WeChatPayDecryptionException : WeChatPayException
{
    /// <summary>Creates an exception with a message and an optional cause.</summary>
    /// <param name="message">What failed and what to check. Must not contain a key, ciphertext or plaintext.</param>
    /// <param name="innerException">The cause, or <see langword="null"/> (the default).</param>
    public WeChatPayDecryptionException(string message, Exception? innerException = null)
        : base(message, outcomeUnknown: null, innerException)
    {
    }
}
