namespace WeChatPay.Chain.Values;

/// <summary>Names of headers and schemes, as they are sent.</summary>
internal static class WeChatPayHeaders
{
    public const string Authorization = "Authorization";
    public const string RequestId = "Request-ID";
    public const string Serial = "Wechatpay-Serial";
    public const string Nonce = "Wechatpay-Nonce";
    public const string Timestamp = "Wechatpay-Timestamp";
    public const string Signature = "Wechatpay-Signature";
    public const string SignatureType = "Wechatpay-Signature-Type";
    public const string StatementSha1 = "Wechatpay-Statement-Sha1";

    /// <summary>The scheme of <c>Authorization</c> and the value of <c>Wechatpay-Signature-Type</c> for RSA keys.</summary>
    public const string RsaScheme = "WECHATPAY2-SHA256-RSA2048";

    /// <summary>The scheme of <c>Authorization</c> on requests of a brand.</summary>
    public const string BrandScheme = "WECHATPAY-BRAND-SHA256-RSA2048";

    /// <summary>The field of <c>Authorization</c> that names the merchant.</summary>
    public const string MerchantIdentity = "mchid";

    /// <summary>The prefix of signatures that the platform makes invalid on purpose.</summary>
    public const string ProbePrefix = "WECHATPAY/SIGNTEST/";

    /// <summary>The prefix of the ID of a WeChat Pay public key. Serial numbers of platform certificates do not have it.</summary>
    public const string PublicKeyIdPrefix = "PUB_KEY_ID_";
}
