using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Algorithms;

/// <summary>RSAES-OAEP (SHA-1) with a private key in this process.</summary>
internal sealed class RsaMerchantDecryptor(RSA privateKey) : IMerchantDecryptor
{
    public byte[] Decrypt(ReadOnlySpan<byte> ciphertext) => Rsa.DecryptBytes(ciphertext, privateKey);
}
