using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>Signs requests with a key that need not be in this process: in a KMS, in an HSM. Must be thread-safe.</summary>
/// <remarks>
/// An asynchronous verb signs through <see cref="SignAsync"/>, a synchronous one through <see cref="Sign"/>. What either throws reaches
/// the caller of the verb as it is, and nothing was sent. Each attempt of a call is signed anew.
/// </remarks>
public interface IRequestSigner
{
    /// <summary>The scheme that <c>Authorization</c> begins with, which says how the message is signed. Default: <c>WECHATPAY2-SHA256-RSA2048</c>, RSA (PKCS#1 v1.5) with SHA-256.</summary>
    string Scheme => WeChatPayHeaders.RsaScheme;

    /// <summary>The field of <c>Authorization</c> that says who signs. Default: <c>mchid</c>.</summary>
    string IdentityName => WeChatPayHeaders.MerchantIdentity;

    /// <summary>Who signs: the merchant number.</summary>
    string Identity { get; }

    /// <summary>The serial number of the certificate that belongs to the key, in hexadecimal.</summary>
    string SerialNumber { get; }

    /// <summary>Signs a message (签名串).</summary>
    /// <param name="message">The text as it is to be signed; the signer hashes it. Valid until the task ends.</param>
    /// <param name="cancellationToken">Ends when the caller gives up, or the time of the call is over.</param>
    /// <returns>The bare signature, not base64. None, null or empty, is an <see cref="InvalidOperationException"/> of the verb.</returns>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Signs a message without a task to wait for. A signer that cannot leaves this out, and then serves asynchronous verbs alone.</summary>
    /// <param name="message">The text as it is to be signed; the signer hashes it.</param>
    /// <returns>The bare signature, not base64.</returns>
    /// <exception cref="NotSupportedException">The signer signs asynchronously alone.</exception>
    byte[] Sign(ReadOnlySpan<byte> message) => throw new NotSupportedException(
        $"The request signer {GetType().Name} signs only asynchronously, and nothing was sent. Call the …Async verb, or implement "
        + "IRequestSigner.Sign.");
}
