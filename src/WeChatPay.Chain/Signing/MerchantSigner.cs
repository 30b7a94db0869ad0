namespace WeChatPay.Chain.Signing;

/// <summary>Chooses what signs for a client.</summary>
internal static class MerchantSigner
{
    /// <returns>Null when the options are for APIv2 only.</returns>
    public static IRequestSigner? From(WeChatPayClientOptions options) => options.RequestSigner ?? (options.MerchantPrivateKey is { } key
        ? RsaRequestSigner.Merchant(options.MerchantId, options.MerchantSerialNumber, key)
        : null);
}
