using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>The signature of APIv2. Implemented independently of the client library, which the sandbox is used to test.</summary>
internal static class V2Signature
{
    public const string FieldName = "sign";
    public const string Md5 = "MD5";
    public const string HmacSha256 = "HMAC-SHA256";

    /// <summary>Gets the <c>sign_type</c> of a request, which its response uses too.</summary>
    public static string GetSignType(IReadOnlyDictionary<string, string> request) =>
        request.GetValueOrDefault("sign_type") is { Length: > 0 } type ? type : Md5;

    /// <returns>The signature, or null if the type is unknown.</returns>
    [SuppressMessage("Security", "CA5351", Justification = "APIv2 signs with MD5 by default.")]
    public static string? Compute(IEnumerable<KeyValuePair<string, string>> fields, string type, string key)
    {
        var pairs = fields.Where(field => field.Key != FieldName && field.Value.Length > 0)
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key}={field.Value}&");
        var text = Encoding.UTF8.GetBytes($"{string.Concat(pairs)}key={key}");
        return type switch
        {
            Md5 => Convert.ToHexString(MD5.HashData(text)),
            HmacSha256 => Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), text)),
            _ => null,
        };
    }
}
