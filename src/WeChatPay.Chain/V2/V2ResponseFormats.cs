namespace WeChatPay.Chain.V2;

/// <summary>The endpoints of APIv2 whose successful response is not XML.</summary>
internal static class V2ResponseFormats
{
    /// <summary>Whether the response is a text file, plain or compressed with gzip: a bill or a list of comments.</summary>
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool IsFile(string path) => IsBill(path) || path is "/billcommentsp/batchquerycomment";

    /// <summary>Whether the response is a bill, whose first line contains the column names.</summary>
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool IsBill(string path) => path is "/pay/downloadbill" or "/pay/downloadfundflow";

    /// <summary>Whether the response is a JSON object.</summary>
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool IsJson(string path) => path is "/appauth/getaccesstoken";
}
