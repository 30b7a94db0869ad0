using System.Security.Cryptography;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Signing;

/// <summary>Signs with a key in this process.</summary>
internal sealed class RsaRequestSigner(string scheme, string identityName, string identity, string serialNumber, RSA privateKey)
    : IRequestSigner
{
    private const int MaxStackBytes = 512;

    public string Scheme => scheme;

    public string IdentityName => identityName;

    public string Identity => identity;

    // In upper case, as on the platform; not all tools print it that way.
    public string SerialNumber { get; } = serialNumber.ToUpperInvariant();

    /// <summary>The length of a signature in base64, in characters.</summary>
    public int MaxBase64Length => (SignatureBytes + 2) / 3 * 4;

    private int SignatureBytes => (privateKey.KeySize + 7) / 8;

    /// <summary>Creates the signer for the private key of a merchant.</summary>
    public static RsaRequestSigner Merchant(string merchantId, string serialNumber, RSA privateKey) =>
        new(WeChatPayHeaders.RsaScheme, WeChatPayHeaders.MerchantIdentity, merchantId, serialNumber, privateKey);

    public byte[] Sign(ReadOnlySpan<byte> message) => privateKey.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => new(Sign(message.Span));

    /// <summary>Writes the signature in base64, without an intermediate array.</summary>
    /// <returns>The number of characters written.</returns>
    public int SignToBase64(ReadOnlySpan<byte> message, Span<char> destination)
    {
        var signature = SignatureBytes <= MaxStackBytes ? stackalloc byte[MaxStackBytes] : new byte[SignatureBytes];
        var length = privateKey.SignData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _ = Convert.TryToBase64Chars(signature[..length], destination, out var written);
        return written;
    }
}
