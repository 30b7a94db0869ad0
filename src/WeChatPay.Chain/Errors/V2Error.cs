namespace WeChatPay.Chain.Errors;

/// <summary>The fields of APIv2 error responses, under the names that the endpoints use.</summary>
internal static class V2Error
{
    /// <summary>What to check when the platform rejects the signature of an APIv2 request.</summary>
    public const string SignatureAdvice = " Check that ApiV2Key is the APIv2 key (APIv2密钥) of the merchant that the request names, as "
        + "currently set on the merchant platform.";

    private static readonly string[] _messages = ["err_code_des", "error_code_des", "result_msg", "retmsg", "ret_msg", "return_msg"];

    // Codes other than return_code and result_code, with the values that mean success: those of appauth/getaccesstoken and send_coupon. The
    // latter succeeds as a call even if the user did not receive a coupon.
    private static readonly (string Name, string[] Success)[] _verdicts = [("retcode", ["0"]), ("ret_code", ["SUCCESS", "0"])];

    /// <summary>The names of the fields that <see cref="GetVerdict"/> reads.</summary>
    public static IEnumerable<string> Verdicts => _verdicts.Select(verdict => verdict.Name);

    /// <returns>The code, or null if the response has none, as when <c>return_code</c> is <c>FAIL</c>.</returns>
    public static string? GetCode(IReadOnlyDictionary<string, string> fields) =>
        GetFilled(fields, "err_code") ?? GetFilled(fields, "error_code") ?? GetVerdict(fields);

    /// <returns>The message, or null if the response has none.</returns>
    public static string? GetMessage(IReadOnlyDictionary<string, string> fields) =>
        _messages.Select(name => GetFilled(fields, name)).FirstOrDefault(message => message is not null);

    /// <summary>Gets the value of <c>retcode</c> or <c>ret_code</c> that means failure.</summary>
    /// <returns>The value, or null if both are absent or mean success.</returns>
    public static string? GetVerdict(IReadOnlyDictionary<string, string> fields) => _verdicts
        .Select(verdict => GetFilled(fields, verdict.Name) is { } value && !verdict.Success.Contains(value) ? value : null)
        .FirstOrDefault(value => value is not null);

    private static string? GetFilled(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
}
