using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Verification;

/// <summary>A signature that waits for the body it is said to cover: whole, or piece by piece while it streams.</summary>
internal sealed class SignatureCheck(RSA key, string head, ReadOnlyMemory<byte> signature, Func<WeChatPaySignatureException> mismatch)
{
    /// <exception cref="WeChatPaySignatureException">The signature covers another body.</exception>
    public void Complete(ReadOnlySpan<byte> body)
    {
        using var text = new SignedText(head, body);
        Require(key.VerifyData(text.Bytes, signature.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    /// <summary>Starts a check of a body that is never held as a whole.</summary>
    public IncrementalHash Start()
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        return hash;
    }

    /// <exception cref="WeChatPaySignatureException">The signature covers another body.</exception>
    public void Complete(IncrementalHash hash)
    {
        hash.AppendData("\n"u8);
        Require(key.VerifyHash(hash.GetHashAndReset(), signature.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private void Require(bool verified)
    {
        if (!verified)
        {
            throw mismatch();
        }
    }
}
