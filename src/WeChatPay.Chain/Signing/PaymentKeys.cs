using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Signing;

/// <summary>The keys that sign payments for a front end.</summary>
internal sealed class PaymentKeys(string merchantId, IRequestSigner? signer, string? apiV2Key, TimeProvider timeProvider)
{
    public string MerchantId { get; } = merchantId;

    public TimeProvider TimeProvider { get; } = timeProvider;

    /// <exception cref="InvalidOperationException">The client does not have a merchant's key for APIv3.</exception>
    public IRequestSigner Signer => signer switch
    {
        { Scheme: WeChatPayHeaders.RsaScheme, IdentityName: WeChatPayHeaders.MerchantIdentity } merchant => merchant,
        { } other => throw new InvalidOperationException(
            $"A payment is signed by a merchant with {WeChatPayHeaders.RsaScheme}, but this client's RequestSigner signs for "
            + $"'{other.IdentityName}' with {other.Scheme}. Use a merchant's client."),
        null => throw new InvalidOperationException(
            "An APIv3 payment is signed with the merchant's private key, but this client was created with an APIv2 key only. "
            + "Call SignForJsapiV2 or SignForAppV2, or set MerchantPrivateKey or RequestSigner as well."),
    };

    /// <exception cref="InvalidOperationException">The key is not configured.</exception>
    public string ApiV2Key => apiV2Key ?? throw new InvalidOperationException(
        "An APIv2 signature needs the APIv2 key, which is not configured. Set WeChatPayClientOptions.ApiV2Key.");
}
