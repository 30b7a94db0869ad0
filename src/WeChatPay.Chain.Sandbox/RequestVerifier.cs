using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox;

/// <summary>Checks a request's <c>Authorization</c> as the platform does.</summary>
internal sealed partial class RequestVerifier(SandboxIdentity identity, TimeProvider timeProvider)
{
    private const long ToleranceSeconds = 300;
    private const int ShownCharacters = 64;

    /// <returns>Null when the request is signed; otherwise the platform's answer.</returns>
    public SandboxAnswer? Refuse(SandboxRequest request)
    {
        if (!request.Headers.ContainsKey("Accept") || !request.Headers.ContainsKey("User-Agent"))
        {
            return SandboxAnswer.Error(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent");
        }
        var fields = Fields(request.Headers.GetValueOrDefault("Authorization", ""));
        if (fields is null)
        {
            return SignError("authorization", "the header is missing, of another scheme, or lacks a field");
        }
        if (fields["mchid"] != identity.MerchantId)
        {
            return SignError("mchid", "no such merchant");
        }
        if (fields["serial_no"] != identity.MerchantSerialNumber)
        {
            return SignError("serial_no", "no such certificate of this merchant");
        }
        if (!long.TryParse(fields["timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            || Math.Abs(timeProvider.GetUtcNow().ToUnixTimeSeconds() - timestamp) > ToleranceSeconds)
        {
            return SignError("timestamp", "expired or not a number of seconds");
        }
        var message = $"{request.Method.Method}\n{request.Target}\n{fields["timestamp"]}\n{fields["nonce_str"]}\n{MultipartMeta.SignedText(request)}\n";
        request.SignatureValid = Verifies(message, fields["signature"]);
        return request.SignatureValid ? null : SignError("signature", "sign not match", new
        {
            method = request.Method.Method,
            url = request.Target,
            truncated_sign_message = message[..Math.Min(message.Length, ShownCharacters)],
            sign_message_length = Encoding.UTF8.GetByteCount(message),
        });
    }

    private static Dictionary<string, string>? Fields(string authorization)
    {
        if (!authorization.StartsWith(SignatureHeaders.Scheme + " ", StringComparison.Ordinal))
        {
            return null;
        }
        var fields = Field().Matches(authorization).DistinctBy(match => match.Groups[1].Value).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        string[] required = ["mchid", "serial_no", "timestamp", "nonce_str", "signature"];
        return required.All(name => fields.GetValueOrDefault(name, "").Length > 0) ? fields : null;
    }

    private static SandboxAnswer SignError(string field, string issue, object? signInformation = null) =>
        SandboxAnswer.Error(401, "SIGN_ERROR", "错误的签名，导致验签失败", signInformation is null
            ? new { field, issue, location = "authorization" }
            : new { field, issue, location = "authorization", sign_information = signInformation });

    private bool Verifies(string message, string signature)
    {
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && identity.MerchantKey.VerifyData(Encoding.UTF8.GetBytes(message), bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    [GeneratedRegex("(?:^|[ ,])([a-z_]+)=\"([^\"]*)\"")]
    private static partial Regex Field();
}
