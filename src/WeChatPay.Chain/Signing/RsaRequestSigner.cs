using System.Security.Cryptography;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Signing;

/// <summary>Signs with a key in this process.</summary>
internal sealed class RsaRequestSigner(string scheme, string identityName, string identity, string serialNumber, RSA privateKey) : IRequestSigner
{
    public string Scheme => scheme;

    public string IdentityName => identityName;

    public string Identity => identity;

    // As the platform writes it; tools that print certificates do not all.
    public string SerialNumber { get; } = serialNumber.ToUpperInvariant();

    /// <summary>The signer that a merchant's private key makes.</summary>
    public static RsaRequestSigner Merchant(string merchantId, string serialNumber, RSA privateKey) =>
        new(WeChatPayHeaders.RsaScheme, WeChatPayHeaders.MerchantIdentity, merchantId, serialNumber, privateKey);

    public byte[] Sign(ReadOnlySpan<byte> message) => privateKey.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => new(Sign(message.Span));

    /// <summary>The same in base64, without an array in between.</summary>
    public string SignToBase64(ReadOnlySpan<byte> message)
    {
        Span<byte> signature = stackalloc byte[privateKey.KeySize / 8];
        var written = privateKey.SignData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return Convert.ToBase64String(signature[..written]);
    }
}
