namespace WeChatPay.Chain.Catalogue.Grammar;

/// <summary>The words that the catalogue knows. Where several are written on a line, they have the order of these lists.</summary>
internal static class Vocabulary
{
    public static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static readonly string[] Places = ["option", "path", "query", "header", "json", "xml", "multipart"];

    public static readonly string[] OperationModes = ["merchant", "partner"];

    public static readonly string[] WebhookModes = ["both", "merchant", "partner"];

    public static readonly string[] ProductModes = ["merchant", "partner", "both"];

    public static readonly string[] Statuses =
    [
        "deprecated", "privated", "discarded", "redesigned", "need-tbt", "need-accessment", "important", "specific", "special", "parsed",
        "confusing",
    ];

    public static readonly string[] Sources = ["hand", "go", "java", "skillM", "skillP", "skit", "wxjava", "senparc"];

    public static readonly string[] OperationFlags = ["security", "nonceless", "download", "skipVerify", "rawRequest", "noChainSample"];

    public static readonly string[] WebhookFlags = ["plain"];

    public static readonly string[] FieldFlags = ["pseudoChildren", "synthesised", "jsonHint"];

    public static readonly string[] Keys =
        ["wechatpay-key", "merchant-cert", "bank-rsa", "apiv3-aes-gcm", "apiv2-aes-ecb", "text-only"];

    public static readonly string[] Encodings = ["json", "json/object", "json/object[]", "json/string[]", "url"];

    public static readonly string[] Forms = ["rfc3339", "date", "datetime", "yyyyMMdd", "yyyyMMddHHmmss", "url"];

    public static readonly string[] Units = ["fen"];

    public static readonly string[] Samples = ["int", "string", "float"];

    public static readonly string[] Signatures = ["merchant-private-key"];

    public static readonly string[] ShortLinks =
        ["v3/merchant/", "v3/partner/", "v2/merchant/", "v2/partner/", "v2/institution/", "global/v3/zh/", "global/v2/zh/"];

    public static readonly string[] LinkModes = ["merchant", "partner", "institution", "global", "legacy", "other"];

    public static readonly string[] ResponseKinds =
        ["json", "xml", "none 204", "redirect", "stream data", "stream image", "stream pdf"];
}
