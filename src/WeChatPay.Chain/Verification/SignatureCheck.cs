using System.Text;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Verification;

/// <summary>Verifies the signature of a body: as a whole, or chunk by chunk while it is streamed.</summary>
/// <param name="key">The key that verifies the signature.</param>
/// <param name="headers">The signature headers of the message.</param>
/// <param name="signatureBytes">The length of the signature, which is valid base64.</param>
/// <param name="outcomeUnknown">Whether the message is the response to a request that may have taken effect.</param>
internal sealed class SignatureCheck(PlatformKey key, SignatureHeaders headers, int signatureBytes, bool outcomeUnknown)
{
    private const string Altered = "it was altered in transit, or another key is configured under this serial. Pass the body byte for "
        + "byte, and compare the key with the one on the merchant platform.";

    private const int MaxStackBytes = 512;

    /// <exception cref="WeChatPaySignatureException">The signature does not match the body.</exception>
    public void Complete(ReadOnlySpan<byte> body)
    {
        using var text = new SignatureMessageBuffer([headers.Timestamp!, headers.Nonce!], body);
        if (!key.Verify(text.Bytes, Decode(stackalloc byte[MaxStackBytes])))
        {
            throw Mismatch(DescribeProblem(body) ?? Altered);
        }
    }

    /// <summary>Starts the check of a body that is never held in memory as a whole.</summary>
    public IncrementalVerifier Start()
    {
        var verifier = key.CreateVerifier();
        verifier.Append(Encoding.UTF8.GetBytes($"{headers.Timestamp}\n{headers.Nonce}\n"));
        return verifier;
    }

    /// <exception cref="WeChatPaySignatureException">The signature does not match the body.</exception>
    public void Complete(IncrementalVerifier verifier)
    {
        verifier.Append("\n"u8);
        if (!verifier.Verify(Decode(stackalloc byte[MaxStackBytes])))
        {
            throw Mismatch(Altered);
        }
    }

    /// <summary>Describes how the program may have changed a body, as the end of a sentence.</summary>
    /// <returns><see langword="null"/> if no change can be detected.</returns>
    public static string? DescribeProblem(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return "its body is empty. It was read before, or lost in transit; pass the bytes as they arrived.";
        }
        return Gzip.Begins(body)
            ? "its body is still compressed (gzip), but the signature covers the decompressed body. Decompress it first."
            : null;
    }

    private ReadOnlySpan<byte> Decode(Span<byte> buffer)
    {
        var signature = signatureBytes <= buffer.Length ? buffer : new byte[signatureBytes];
        _ = Convert.TryFromBase64String(headers.Signature!, signature, out var written);
        return signature[..written];
    }

    private WeChatPaySignatureException Mismatch(string cause) => SignatureVerifier.CreateException(
        headers,
        outcomeUnknown,
        SignatureFailure.Mismatch,
        $"The message does not verify with the platform key '{headers.Serial}': {cause}");
}
