using System.Security.Cryptography;

namespace WeChatPay.Chain.Signing;

/// <summary>Who signs, and with what.</summary>
internal sealed record MerchantCredentials(string MerchantId, string SerialNumber, RSA PrivateKey)
{
    // A record would print its members; a key has no business in any text.
    public override string ToString() => $"merchant {MerchantId}";
}
