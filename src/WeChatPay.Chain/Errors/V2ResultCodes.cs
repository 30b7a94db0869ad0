namespace WeChatPay.Chain.Errors;

/// <summary>The codes that a signed response of APIv2 has when it is a success.</summary>
internal static class V2ResultCodes
{
    public const string ReturnCode = "return_code";
    public const string ResultCode = "result_code";

    /// <summary>What both say of a success.</summary>
    public const string Success = "SUCCESS";

    /// <summary>Whether the endpoint's responses have <c>result_code</c>. All signed ones have it but these four.</summary>
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool HasResultCode(string path) => path is not ("/face/get_wxpayface_authinfo" or "/pay/queryexchagerate"
        or "/pay/profitsharingmerchantratioquery" or "/pay/profitsharingorderamountquery");

    /// <summary>What a response says in place of success.</summary>
    /// <returns>Null when it says nothing else than success.</returns>
    public static string? FindFailure(IReadOnlyDictionary<string, string> fields) =>
        new[] { ReturnCode, ResultCode }.Select(fields.GetValueOrDefault).FirstOrDefault(value => value is not (null or Success))
        ?? V2Error.GetVerdict(fields);
}
