namespace WeChatPay.Chain.V2;

/// <summary>The endpoints of APIv2 that answer something else than XML when they succeed.</summary>
internal static class V2ResponseFormats
{
    /// <summary>Whether text comes, or gzip of it: a bill, or a list of comments.</summary>
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool IsFile(string path) => IsBill(path) || path is "/billcommentsp/batchquerycomment";

    /// <summary>Whether a bill comes, whose first line names its columns.</summary>
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool IsBill(string path) => path is "/pay/downloadbill" or "/pay/downloadfundflow";

    /// <summary>Whether a JSON object comes.</summary>
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool IsJson(string path) => path is "/appauth/getaccesstoken";
}
