using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Signing;

/// <summary>The signature of APIv2: a keyed hash over the fields in ordinal order.</summary>
/// <remarks>See https://pay.weixin.qq.com/doc/v2/merchant/4011985891.</remarks>
internal static class V2Signature
{
    public const string FieldName = "sign";

    private const string TypeName = "sign_type";
    private const int HmacLength = 64;

    /// <summary>Adds the signature at its placeholder, or else at the end.</summary>
    /// <exception cref="ArgumentException"><c>sign_type</c> is neither MD5 nor HMAC-SHA256.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Sign(List<KeyValuePair<string, string>> fields, string apiV2Key)
    {
        var type = fields.Find(field => field.Key == TypeName).Value is { Length: > 0 } given ? given : Hash.TypeMd5;
        var signature = KeyValuePair.Create(FieldName, Hash.Sign(type, CreateMessage(fields), apiV2Key));
        var place = fields.FindIndex(field => field.Key == FieldName);
        if (place < 0)
        {
            fields.Add(signature);
        }
        else
        {
            fields[place] = signature;
        }
        return fields;
    }

    /// <summary>Whether the signature of the fields is valid. Its length determines the algorithm.</summary>
    public static bool IsValid(IReadOnlyDictionary<string, string> fields, string apiV2Key)
    {
        var signature = fields.GetValueOrDefault(FieldName, "");
        return Hash.Equals(
            Hash.Sign(signature.Length == HmacLength ? Hash.TypeHmacSha256 : Hash.TypeMd5, CreateMessage(fields), apiV2Key), signature);
    }

    /// <summary>Creates the message that is signed, without the key: the fields in ordinal order.</summary>
    public static string CreateMessage(IEnumerable<KeyValuePair<string, string>> fields) =>
        Join(fields.OrderBy(field => field.Key, StringComparer.Ordinal));

    /// <summary>Joins fields to <c>k=v&amp;k=v</c>, without the signature and without empty values.</summary>
    public static string Join(IEnumerable<KeyValuePair<string, string>> fields) => string.Join('&', fields
        .Where(field => field.Key is not FieldName && field.Value.Length > 0)
        .Select(field => $"{field.Key}={field.Value}"));
}
