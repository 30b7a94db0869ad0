using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>The signature of APIv2 by the platform's rules, without the library that the sandbox puts to the test.</summary>
internal static class V2Signature
{
    public const string FieldName = "sign";
    public const string Md5 = "MD5";
    public const string HmacSha256 = "HMAC-SHA256";

    /// <summary>The <c>sign_type</c> of a request, which is that of its response too.</summary>
    public static string TypeOf(IReadOnlyDictionary<string, string> request) => request.GetValueOrDefault("sign_type") is { Length: > 0 } type ? type : Md5;

    /// <returns>Null for a type that APIv2 does not know.</returns>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "APIv2 signs with MD5 unless sign_type says otherwise.")]
    public static string? Of(IEnumerable<KeyValuePair<string, string>> fields, string type, string key)
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
