using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Verification;

/// <summary>A signature that waits for the body it is said to cover: whole, or piece by piece while it streams.</summary>
internal sealed class SignatureCheck(RSA key, string head, ReadOnlyMemory<byte> signature, Func<WeChatPaySignatureException> mismatch)
{
    /// <exception cref="WeChatPaySignatureException">The signature covers another body.</exception>
    public void Complete(ReadOnlySpan<byte> body)
    {
        var message = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(head.Length) + body.Length + 1);
        try
        {
            var length = Encoding.UTF8.GetBytes(head, message);
            body.CopyTo(message.AsSpan(length));
            length += body.Length;
            message[length++] = (byte)'\n';
            Require(key.VerifyData(message.AsSpan(0, length), signature.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
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
