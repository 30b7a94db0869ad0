namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>The names of the platform's signature headers, and the fixed parts of their values.</summary>
internal static class SignatureHeaders
{
    public const string Timestamp = "Wechatpay-Timestamp";
    public const string Nonce = "Wechatpay-Nonce";
    public const string Serial = "Wechatpay-Serial";
    public const string Signature = "Wechatpay-Signature";
    public const string SignatureType = "Wechatpay-Signature-Type";
    public const string StatementSha1 = "Wechatpay-Statement-Sha1";
    public const string Scheme = "WECHATPAY2-SHA256-RSA2048";
    public const string ProbePrefix = "WECHATPAY/SIGNTEST/";

    public static IReadOnlyList<string> All { get; } = [Timestamp, Nonce, Serial, Signature, SignatureType];
}
