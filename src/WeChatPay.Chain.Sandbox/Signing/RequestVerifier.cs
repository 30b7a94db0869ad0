using System.Globalization;
using System.Security.Cryptography;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>Checks a request's <c>Authorization</c> as the platform does.</summary>
internal sealed class RequestVerifier(SandboxIdentity identity, TimeProvider timeProvider)
{
    private const long ToleranceSeconds = 300;

    /// <returns>Null when the request is signed; otherwise the platform's response.</returns>
    public SandboxResponse? Refuse(SandboxRequest request)
    {
        var claimed = AuthorizationFields.Read(request.Headers.GetValueOrDefault("Authorization", ""));
        var refusal = RefuseAuthorization(request, claimed);
        request.Signer = refusal is null ? claimed : null;
        return RequiredHeaders.Refuse(request) ?? refusal;
    }

    private SandboxResponse? RefuseAuthorization(SandboxRequest request, AuthorizationFields? fields)
    {
        if (fields is null)
        {
            return SignError("authorization", "the header is missing, of another scheme, or not exactly the five fields");
        }
        if (fields.MerchantId != identity.MerchantId)
        {
            return SignError("mchid", "no such merchant");
        }
        if (fields.SerialNumber != identity.MerchantSerialNumber)
        {
            return SignError("serial_no", "no such certificate of this merchant");
        }
        if (!long.TryParse(fields.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp)
            || Math.Abs(timeProvider.GetUtcNow().ToUnixTimeSeconds() - timestamp) > ToleranceSeconds)
        {
            return SignError("timestamp", "expired or not a number of seconds");
        }
        if (MultipartMeta.SignedBytes(request) is not { } body)
        {
            return SignError("signature", "an upload is signed over its part 'meta', and there is none");
        }
        var message = new SignatureMessage(request, fields, body);
        return Verifies(message.Bytes, fields.Signature) ? null : SignError("signature", "sign not match", new
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

    private bool Verifies(byte[] message, string signature)
    {
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && identity.MerchantKey.VerifyData(message, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
