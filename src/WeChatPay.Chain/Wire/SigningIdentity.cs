namespace WeChatPay.Chain.Wire;

/// <summary>Who signs the APIv3 requests of a client, and where that is set: what a refused signature is explained with.</summary>
/// <param name="KeyOption">The option that holds the key.</param>
/// <param name="SerialNumber">The serial number of the certificate that the platform verifies with.</param>
/// <param name="Identity">Whose certificate it is, in words: <c>merchant 1900000109</c>.</param>
internal sealed record SigningIdentity(string KeyOption, string SerialNumber, string Identity)
{
    /// <returns>Null for a client that makes only APIv2 calls.</returns>
    public static SigningIdentity? From(WeChatPayClientOptions options) => options switch
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
