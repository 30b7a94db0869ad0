using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>Sends APIv2 requests and reads the responses without the library.</summary>
internal static class BareV2
{
    public const string OrderQuery = "/pay/orderquery";

    /// <summary>Creates the fields of an order query, which is a built-in endpoint.</summary>
    public static Dictionary<string, string> Query(WeChatPayClientOptions merchant) =>
        new() { ["appid"] = "wx0123456789abcdef", ["mch_id"] = merchant.MerchantId, ["out_trade_no"] = "订单-1", ["nonce_str"] = "n1" };

    public static Dictionary<string, string> Signed(this Dictionary<string, string> fields, WeChatPayClientOptions merchant) =>
        new(fields) { ["sign"] = SignatureOf(fields, fields.GetValueOrDefault("sign_type", "MD5"), merchant.ApiV2Key!) };

    public static Task<BareResponse> PostXmlAsync(
        this BareMerchant merchant, string target, IEnumerable<KeyValuePair<string, string>> fields) =>
        merchant.PostXmlAsync(
            target,
            new XElement("xml", fields.Select(field => new XElement(field.Key, field.Value))).ToString(SaveOptions.DisableFormatting));

    public static Task<BareResponse> PostXmlAsync(this BareMerchant merchant, string target, string xml)
    {
        var request = merchant.CreateRequest(HttpMethod.Post, target, "", authorization: null);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(xml))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("text/xml") }
        };
        return merchant.SendAsync(request);
    }

    public static Task<BareResponse> GetQueryAsync(
        this BareMerchant merchant, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var query = string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        return merchant.SendAsync(merchant.CreateRequest(HttpMethod.Get, $"{path}?{query}", "", authorization: null));
    }

    public static Dictionary<string, string> Fields(this BareResponse response) =>
        XElement.Parse(response.Body, LoadOptions.PreserveWhitespace)
            .Elements()
            .ToDictionary(field => field.Name.LocalName, field => field.Value);

    [SuppressMessage("Security", "CA5351", Justification = "APIv2 signs with MD5 by default.")]
    public static string SignatureOf(IEnumerable<KeyValuePair<string, string>> fields, string type, string key)
    {
        var pairs = fields.Where(field => field.Key != "sign" && field.Value.Length > 0)
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => $"{field.Key}={field.Value}");
        var text = Encoding.UTF8.GetBytes($"{string.Join('&', pairs)}&key={key}");
        return Convert.ToHexString(type == "HMAC-SHA256" ? HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), text) : MD5.HashData(text));
    }
}
