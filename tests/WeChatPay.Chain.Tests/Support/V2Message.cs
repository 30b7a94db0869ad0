using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>APIv2 messages, signed and read independently of the library.</summary>
internal static class V2Message
{
    /// <summary>A successful response, not signed yet.</summary>
    public static Dictionary<string, string> Success(params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string>
        {
            ["return_code"] = "SUCCESS",
            ["return_msg"] = "OK",
            ["result_code"] = "SUCCESS",
            ["nonce_str"] = "IITRi8Iabbblz1Jc"
        };
        foreach (var (name, value) in more)
        {
            fields[name] = value;
        }
        return fields;
    }

    public static Dictionary<string, string> Signed(
        this Dictionary<string, string> fields, string type = "MD5", string key = Merchant.ApiV2Key) =>
        new(fields) { ["sign"] = SignatureOf(fields, type, key) };

    public static FakeResponse ToResponse(this IEnumerable<KeyValuePair<string, string>> fields) => OfXml(ToXml(fields));

    public static FakeResponse OfXml(string xml, int status = 200) => FakeResponse.Error(status, xml, "text/xml");

    public static string ToXml(this IEnumerable<KeyValuePair<string, string>> fields) =>
        new XElement("xml", fields.Select(field => new XElement(field.Key, new XCData(field.Value))))
            .ToString(SaveOptions.DisableFormatting);

    /// <summary>The fields of a request in order, from the body or, in a GET, the query.</summary>
    public static List<KeyValuePair<string, string>> Fields(this ReceivedRequest request) => request.BodyBytes.Length > 0
        ? [.. XElement.Parse(request.Body, LoadOptions.PreserveWhitespace)
            .Elements()
            .Select(field => KeyValuePair.Create(field.Name.LocalName, field.Value))]
        : [.. request.Uri.Query[1..].Split('&')
            .Select(pair => pair.Split('='))
            .Select(pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])))];

    public static string? Field(this ReceivedRequest request, string name) => request.Fields().Find(field => field.Key == name).Value;

    /// <summary>Whether the merchant's APIv2 key signed exactly these fields.</summary>
    public static bool IsSignedV2(this ReceivedRequest request) =>
        request.Field("sign") == SignatureOf(
            request.Fields(), request.Field("sign_type") is { Length: > 0 } type ? type : "MD5", Merchant.ApiV2Key);

    [SuppressMessage("Security", "CA5351", Justification = "APIv2 signs with MD5 by default.")]
    public static string SignatureOf(IEnumerable<KeyValuePair<string, string>> fields, string type, string key)
    {
        var pairs = fields.Where(field => field.Key != "sign" && field.Value.Length > 0)
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key}={field.Value}");
        var text = Encoding.UTF8.GetBytes($"{string.Join('&', pairs)}&key={key}");
        return Convert.ToHexString(type == "MD5" ? MD5.HashData(text) : HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), text));
    }
}
