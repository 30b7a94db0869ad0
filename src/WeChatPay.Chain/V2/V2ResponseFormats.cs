namespace WeChatPay.Chain.V2;

/// <summary>The endpoints of APIv2 that answer something else than XML when they succeed.</summary>
internal static class V2ResponseFormats
{
    /// <summary>Whether a table comes, as text or gzip.</summary>
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool IsFile(string path) => path is "/pay/downloadbill" or "/pay/downloadfundflow";

    /// <summary>Whether a JSON object comes.</summary>
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool IsJson(string path) => path is "/appauth/getaccesstoken";
}
