using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Signing;

/// <summary>Makes the value of <c>Authorization</c>: the merchant's signature over one request.</summary>
/// <remarks>See https://pay.weixin.qq.com/doc/v3/merchant/4012365336.</remarks>
internal static class AuthorizationHeader
{
    /// <param name="credentials">Who signs.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query exactly as they are sent.</param>
    /// <param name="timestamp">Unix seconds.</param>
    /// <param name="body">The bytes to sign: the whole body, or the meta part of an upload.</param>
    public static string Create(MerchantCredentials credentials, string method, string target, long timestamp, ReadOnlySpan<byte> body)
    {
        var nonce = Nonce.Create();
        Span<byte> signature = stackalloc byte[credentials.PrivateKey.KeySize / 8];
        signature = signature[..Sign(credentials.PrivateKey, $"{method}\n{target}\n{timestamp}\n{nonce}\n", body, signature)];
        Span<char> base64 = stackalloc char[Base64.GetMaxEncodedToUtf8Length(signature.Length)];
        Convert.TryToBase64Chars(signature, base64, out var length);
        return $"{WeChatPayHeaders.RsaScheme} mchid=\"{credentials.MerchantId}\",serial_no=\"{credentials.SerialNumber}\",timestamp=\"{timestamp}\",nonce_str=\"{nonce}\",signature=\"{base64[..length]}\"";
    }

    private static int Sign(RSA privateKey, string head, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        var message = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(head.Length) + body.Length + 1);
        try
        {
            var length = Encoding.UTF8.GetBytes(head, message);
            body.CopyTo(message.AsSpan(length));
            length += body.Length;
            message[length++] = (byte)'\n';
            return privateKey.SignData(message.AsSpan(0, length), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
    }
}
