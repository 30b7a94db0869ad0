using System.Text.Json.Nodes;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>Calls of APIv2, whose bodies are XML.</summary>
internal static class V2Calls
{
    public static async Task RunAsync(WeChatPayClient client, Report report)
    {
        using var response = await client.Chain("v2/pay/orderquery").PostAsync(new RequestOptions
        {
            Xml = new Dictionary<string, string> { ["appid"] = "wx8888888888888888", ["mch_id"] = "1900000109", ["out_trade_no"] = "T1" },
        });
        report.Check("APIv2", response.Xml["attach"], "True");
        var url = client.SignUrl("v2/papay/entrustweb", new JsonObject { ["appid"] = "wx8888888888888888", ["mch_id"] = "1900000109" });
        report.Check("a signed URL", url.Split("&sign=")[0],
            "https://api.mch.weixin.qq.com/papay/entrustweb?appid=wx8888888888888888&mch_id=1900000109");
    }

    /// <summary>Reports in the field <c>attach</c> whether the request contained the order.</summary>
    public static string Respond(string body)
    {
        var isComplete = body.Contains("<out_trade_no>T1</out_trade_no>", StringComparison.Ordinal);
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["appid"] = "wx8888888888888888",
            ["attach"] = $"{isComplete}",
            ["mch_id"] = "1900000109",
            ["nonce_str"] = "5K8264ILTKCH16CQ2502SI8ZNMTM67VS",
            ["out_trade_no"] = "T1",
            ["result_code"] = "SUCCESS",
            ["return_code"] = "SUCCESS",
        };
        var text = string.Join('&', fields.Select(field => $"{field.Key}={field.Value}"));
        fields["sign"] = Hash.Sign(Hash.TypeMd5, text, Platform.ApiV2Key);
        return $"<xml>{string.Concat(fields.Select(field => $"<{field.Key}>{field.Value}</{field.Key}>"))}</xml>";
    }
}
