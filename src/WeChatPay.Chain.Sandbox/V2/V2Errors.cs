namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>The error responses of APIv2.</summary>
internal static class V2Errors
{
    /// <summary>Creates an unsigned response for a request that is not valid (<c>return_code</c>).</summary>
    public static SandboxResponse CreateReturnError(string message, int statusCode = 200) =>
        SandboxResponse.Xml(new { return_code = "FAIL", return_msg = message }, statusCode);

    /// <summary>Creates a signed response for a valid request that failed (<c>result_code</c>).</summary>
    public static SandboxResponse CreateResultError(string code, string description) =>
        SandboxResponse.Xml(new { result_code = "FAIL", err_code = code, err_code_des = description });
}
