using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Configuration;

/// <summary>Selects what signs the APIv3 requests of a client.</summary>
internal static class MerchantSigner
{
    /// <returns><see langword="null"/> when the options are for APIv2 only.</returns>
    public static IRequestSigner? From(WeChatPayClientOptions options) => options.RequestSigner ?? (options.MerchantPrivateKey is { } key
        ? RsaRequestSigner.Merchant(options.MerchantId, options.MerchantSerialNumber, key)
        : null);

    /// <summary>Who signs, and which option holds the key.</summary>
    /// <returns><see langword="null"/> when the options are for APIv2 only.</returns>
    public static SigningIdentity? GetIdentity(WeChatPayClientOptions options) => options switch
    {
        { RequestSigner: { } signer } => new(
            nameof(options.RequestSigner), signer.SerialNumber,
            signer.IdentityName == WeChatPayHeaders.MerchantIdentity ? $"merchant {signer.Identity}"
                : $"{signer.IdentityName} {signer.Identity}"),
        { MerchantPrivateKey: not null } =>
            new(nameof(options.MerchantPrivateKey), options.MerchantSerialNumber, $"merchant {options.MerchantId}"),
        _ => null,
    };
}
