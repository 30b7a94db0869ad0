using System.Security.Cryptography;
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
        var signature = Sign(credentials.PrivateKey, $"{method}\n{target}\n{timestamp}\n{nonce}\n", body);
        return Formatter.Authorization(credentials.MerchantId, nonce, signature, $"{timestamp}", credentials.SerialNumber);
    }

    private static string Sign(RSA privateKey, string head, ReadOnlySpan<byte> body)
    {
        using var text = new SignedText(head, body);
        Span<byte> signature = stackalloc byte[privateKey.KeySize / 8];
        var written = privateKey.SignData(text.Bytes, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Convert.ToBase64String(signature[..written]);
    }
}
