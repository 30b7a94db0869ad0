using System.Text;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Verification;

/// <summary>A signature that waits for the body it is said to cover: whole, or piece by piece while it streams.</summary>
/// <param name="key">Verifies.</param>
/// <param name="headers">What the message says about its signature.</param>
/// <param name="signatureBytes">The length of the signature, which is valid base64.</param>
/// <param name="outcomeUnknown">Whether a request stands behind the message that may have taken effect.</param>
internal sealed class SignatureCheck(PlatformKey key, SignatureHeaders headers, int signatureBytes, bool outcomeUnknown)
{
    private const string Altered = "it was altered on the way, or another key is configured under that serial. Pass the body byte for "
        + "byte, and compare the key with that on the merchant platform.";

    private const int MaxStackBytes = 512;

    /// <exception cref="WeChatPaySignatureException">The signature covers another body.</exception>
    public void Complete(ReadOnlySpan<byte> body)
    {
        using var text = new SignedText([headers.Timestamp!, headers.Nonce!], body);
        if (!key.Verify(text.Bytes, Decode(stackalloc byte[MaxStackBytes])))
        {
            throw Mismatch(ProblemOf(body) ?? Altered);
        }
    }

    /// <summary>Starts a check of a body that is never held as a whole.</summary>
    public IncrementalVerifier Start()
    {
        var verifier = key.CreateVerifier();
        verifier.Append(Encoding.UTF8.GetBytes(Head));
        return verifier;
    }

    /// <exception cref="WeChatPaySignatureException">The signature covers another body.</exception>
    public void Complete(IncrementalVerifier verifier)
    {
        verifier.Append("\n"u8);
        if (!verifier.Verify(Decode(stackalloc byte[MaxStackBytes])))
        {
            throw Mismatch(Altered);
        }
    }

    /// <summary>Says what happened to a body on its way through the program, as the end of a sentence.</summary>
    /// <returns>Null when nothing did that can be seen.</returns>
    public static string? ProblemOf(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? "its body is empty. It was read before it came here, or lost on the way; pass the bytes that arrived."
        : Gzip.Begins(body) ? "its body is still compressed (gzip), and the signature covers what it decompresses to. Decompress it first."
        : null;

    private ReadOnlySpan<byte> Decode(Span<byte> buffer)
    {
        var signature = signatureBytes <= buffer.Length ? buffer : new byte[signatureBytes];
        _ = Convert.TryFromBase64String(headers.Signature!, signature, out var written);
        return signature[..written];
    }

    // What is signed before the body.
    private string Head => $"{headers.Timestamp}\n{headers.Nonce}\n";

    private WeChatPaySignatureException Mismatch(string cause) => SignatureVerifier.Failure(
        headers, outcomeUnknown, SignatureFailure.Mismatch, $"The message does not verify with the platform key '{headers.Serial}': {cause}");
}
