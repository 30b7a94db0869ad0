namespace WeChatPay.Chain;

/// <summary>A ciphertext that does not open: the key is another one, or the data was altered.</summary>
public sealed class WeChatPayDecryptionException : WeChatPayException
{
    /// <summary>Describes a ciphertext that does not open.</summary>
    /// <param name="message">What was tried and what to check; never key, ciphertext or plaintext.</param>
    /// <param name="innerException">What the cipher said; null when the ciphertext was refused before.</param>
    public WeChatPayDecryptionException(string message, Exception? innerException = null)
        : base(message, outcomeUnknown: null, innerException)
    {
    }
}
