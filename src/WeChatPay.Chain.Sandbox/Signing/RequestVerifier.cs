using System.Globalization;
using System.Security.Cryptography;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>Verifies the <c>Authorization</c> header of a request as the platform does.</summary>
internal sealed class RequestVerifier(SandboxIdentity identity, TimeProvider timeProvider)
{
    private const long ToleranceSeconds = 300;

    /// <summary>Verifies a request and, if its signature is valid, sets its merchant.</summary>
    /// <returns>The platform's error response, or null if the request is valid.</returns>
    public SandboxResponse? Verify(SandboxRequest request)
    {
        var fields = AuthorizationFields.Parse(request.Headers.GetValueOrDefault("Authorization", ""));
        var error = VerifySignature(request, fields);
        if (error is null)
        {
            request.MerchantId = fields!.MerchantId;
            request.MerchantSerialNumber = fields.SerialNumber;
        }
        return RequiredHeaders.Check(request) ?? error;
    }

    private SandboxResponse? VerifySignature(SandboxRequest request, AuthorizationFields? fields)
    {
        if (fields is null)
        {
            return SignError("authorization", "the header is missing, has another scheme, or does not have exactly the five fields");
        }
        if (fields.MerchantId != identity.MerchantId)
        {
            return SignError("mchid", "unknown merchant");
        }
        if (fields.SerialNumber != identity.MerchantSerialNumber)
        {
            return SignError("serial_no", "unknown certificate of this merchant");
        }
        if (!long.TryParse(fields.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            || Math.Abs(timeProvider.GetUtcNow().ToUnixTimeSeconds() - timestamp) > ToleranceSeconds)
        {
            return SignError("timestamp", "must be within 300 seconds of the current time, in seconds since 1970");
        }
        if (MultipartMeta.GetSignedBytes(request) is not { } body)
        {
            return SignError("signature", "the signature of an upload covers its part 'meta', which is missing");
        }
        var message = new SignatureMessage(request, fields, body);
        return IsValid(message.Bytes, fields.Signature) ? null : SignError("signature", "sign not match", new
        {
            method = request.Method.Method,
            url = request.Target,
            truncated_sign_message = message.Truncated,
            sign_message_length = message.Bytes.Length,
        });
    }

    private static SandboxResponse SignError(string field, string issue, object? signInformation = null) =>
        SandboxResponse.Error(401, "SIGN_ERROR", "错误的签名，导致验签失败", signInformation is null
            ? new { field, issue, location = "authorization" }
            : new { field, issue, location = "authorization", sign_information = signInformation });

    private bool IsValid(byte[] message, string signature)
    {
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && identity.MerchantKey.VerifyData(message, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
