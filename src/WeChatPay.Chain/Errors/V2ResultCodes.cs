namespace WeChatPay.Chain.Errors;

/// <summary>The result codes of APIv2 responses.</summary>
internal static class V2ResultCodes
{
    public const string ReturnCode = "return_code";
    public const string ResultCode = "result_code";

    /// <summary>The value of both codes for success.</summary>
    public const string Success = "SUCCESS";

    /// <summary>Whether the responses of the endpoint have <c>result_code</c>. All signed ones do, except for four.</summary>
    /// <param name="path">The path of the request, without its query.</param>
    public static bool HasResultCode(string path) => path is not ("/face/get_wxpayface_authinfo" or "/pay/queryexchagerate"
        or "/pay/profitsharingmerchantratioquery" or "/pay/profitsharingorderamountquery");

    /// <summary>Finds the value of a result code that means failure.</summary>
    /// <returns>The value, or null if the response is a success.</returns>
    public static string? FindFailure(IReadOnlyDictionary<string, string> fields) =>
        new[] { ReturnCode, ResultCode }.Select(fields.GetValueOrDefault).FirstOrDefault(value => value is not (null or Success))
        ?? V2Error.GetVerdict(fields);
}
