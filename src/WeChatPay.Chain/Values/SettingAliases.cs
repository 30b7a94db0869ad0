namespace WeChatPay.Chain.Values;

/// <summary>Other names of the settings of a client, as used by the platform, wechatpay-php and other libraries.</summary>
internal static class SettingAliases
{
    // Each row is one setting. Names are compared without case, hyphens and underscores.
    private static readonly string[][] _rows =
    [
        ["MerchantId", "mchid", "mch", "merchantnumber", "mchno", "partnerid", "商户号"],
        ["MerchantSerialNumber", "serial", "serialno", "serialnumber", "mchserialno", "mchserialnumber", "mchcertificateserialnumber",
            "merchantserialno", "certserialno", "证书序列号"],
        ["MerchantPrivateKey", "privateKey", "mchprivatekey", "privatekeypath", "keypath", "apiclientkey", "商户私钥"],
        ["PlatformKeys", "certs", "certificates", "platformcerts", "platformcertificates", "publickey", "publickeyid", "wechatpaypublickey",
            "平台证书"],
        ["ApiV3Key", "apiv3Key", "v3key", "mchv3key", "apikeyv3", "APIv3密钥"],
        ["ApiV2Key", "secret", "v2key", "mchkey", "apikey", "paykey", "APIv2密钥"],
        ["MerchantCertificate", "merchant", "merchantcert", "certpath", "apiclientcert", "商户证书"],
        ["BaseAddress", "base_uri", "baseurl", "endpoint", "gateway"],
        ["Timeout", "timeout", "timeoutseconds"],
        ["PrimaryHandler", "handler"],
    ];

    /// <summary>Suggests the setting with the same meaning, or else with the nearest name.</summary>
    /// <returns>A sentence with a leading space, or an empty string.</returns>
    public static string Suggest(string name, IReadOnlyList<string> known)
    {
        var row = Array.Find(_rows, row => row.Any(other => Normalize(other) == Normalize(name)));
        return row?.FirstOrDefault(known.Contains) is { } same ? $" Did you mean '{same}'?" : NearestName.Suggest(name, known);
    }

    private static string Normalize(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
