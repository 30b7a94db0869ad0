namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>What APIv2 responses when it says no.</summary>
internal static class V2Errors
{
    /// <summary>The message itself was no good, so nothing is signed.</summary>
    public static SandboxResponse Of(string message, int status = 200) => SandboxResponse.Xml(new { return_code = "FAIL", return_msg = message }, status);

    /// <summary>The message was understood and is refused.</summary>
    public static SandboxResponse Of(string code, string description) => SandboxResponse.Xml(new { result_code = "FAIL", err_code = code, err_code_des = description });
}
