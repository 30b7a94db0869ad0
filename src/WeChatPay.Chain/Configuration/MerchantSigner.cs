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

    /// <summary>Gets the signer and the option that holds its key, for messages.</summary>
    /// <returns><see langword="null"/> when the options are for APIv2 only.</returns>
    public static SigningIdentity? GetIdentity(WeChatPayClientOptions options) => options switch
    {
        { RequestSigner: { IdentityName: WeChatPayHeaders.MerchantIdentity } signer } =>
            new(nameof(options.RequestSigner), signer.SerialNumber, $"merchant {signer.Identity}"),
        { RequestSigner: { } signer } =>
            new(nameof(options.RequestSigner), signer.SerialNumber, $"{signer.IdentityName} {signer.Identity}"),
        { MerchantPrivateKey: not null } =>
            new(nameof(options.MerchantPrivateKey), options.MerchantSerialNumber, $"merchant {options.MerchantId}"),
        _ => null,
    };
}
