using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>Signs requests with a key that may be in a KMS or HSM. Implementations must be thread-safe.</summary>
/// <remarks>
/// Asynchronous verbs call <see cref="SignAsync"/>, synchronous ones <see cref="Sign"/>, once for each attempt of a call. An exception from
/// either reaches the caller of the verb unchanged, and nothing is sent.
/// </remarks>
public interface IRequestSigner
{
    /// <summary>
    /// Gets the scheme of the <c>Authorization</c> header, which names the algorithm. Default: <c>WECHATPAY2-SHA256-RSA2048</c>, RSA
    /// (PKCS#1 v1.5) with SHA-256.
    /// </summary>
    string Scheme => WeChatPayHeaders.RsaScheme;

    /// <summary>Gets the name of the <c>Authorization</c> field that identifies the signer. Default: <c>mchid</c>.</summary>
    string IdentityName => WeChatPayHeaders.MerchantIdentity;

    /// <summary>Gets the identity of the signer: the merchant number.</summary>
    string Identity { get; }

    /// <summary>Gets the serial number, in hexadecimal, of the certificate that belongs to the key.</summary>
    string SerialNumber { get; }

    /// <summary>Signs a message (签名串).</summary>
    /// <param name="message">The message, which the signer hashes. Valid until the task completes.</param>
    /// <param name="cancellationToken">Canceled when the caller cancels the call, or when the call times out.</param>
    /// <returns>
    /// The signature, not encoded as base64. If it is <see langword="null"/> or empty, the verb throws an
    /// <see cref="InvalidOperationException"/>.
    /// </returns>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Signs a message synchronously. Optional: without it, only the <c>…Async</c> verbs work.</summary>
    /// <param name="message">The message, which the signer hashes.</param>
    /// <returns>The signature, not encoded as base64.</returns>
    /// <exception cref="NotSupportedException">The signer signs only asynchronously.</exception>
    byte[] Sign(ReadOnlySpan<byte> message) => throw new NotSupportedException(
        $"The request signer {GetType().Name} signs only asynchronously, and nothing was sent. Call the …Async verb, or implement "
        + "IRequestSigner.Sign.");
}
