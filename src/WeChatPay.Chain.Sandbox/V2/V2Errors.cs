namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>What APIv2 answers when it says no.</summary>
internal static class V2Refusal
{
    /// <summary>The message itself was no good, so nothing is signed.</summary>
    public static SandboxAnswer Of(string message, int status = 200) => SandboxAnswer.Xml(new { return_code = "FAIL", return_msg = message }, status);

    /// <summary>The message was understood and is refused.</summary>
    public static SandboxAnswer Of(string code, string description) => SandboxAnswer.Xml(new { result_code = "FAIL", err_code = code, err_code_des = description });
}
