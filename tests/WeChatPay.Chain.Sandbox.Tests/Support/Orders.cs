using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>Requests for orders and refunds.</summary>
internal static class Orders
{
    public const string Native = "/v3/pay/transactions/native";
    public const string Refunds = "/v3/refund/domestic/refunds";
    public const string Number = "A20260601001";

    /// <summary>A URL where no server listens, so that notifications fail.</summary>
    public const string Nowhere = "http://127.0.0.1:9/notify";

    public static JsonObject Body(
        WeChatPayClientOptions merchant, string outTradeNo = Number, long total = 100, string notifyUrl = Nowhere) => new()
        {
            ["appid"] = "wx8888888888888888",
            ["mchid"] = merchant.MerchantId,
            ["description"] = "苹果",
            ["out_trade_no"] = outTradeNo,
            ["notify_url"] = notifyUrl,
            ["amount"] = new JsonObject { ["total"] = total, ["currency"] = "CNY" },
        };

    public static JsonObject RefundBody(long refund, string outRefundNo = "R1", long total = 100, string outTradeNo = Number) => new()
    {
        ["out_trade_no"] = outTradeNo,
        ["out_refund_no"] = outRefundNo,
        ["amount"] = new JsonObject { ["refund"] = refund, ["total"] = total, ["currency"] = "CNY" },
    };

    /// <summary>Changes a field of the body; null removes it.</summary>
    public static JsonObject With(this JsonObject body, string path, JsonNode? value)
    {
        var names = path.Split('/');
        var parent = names[..^1].Aggregate(body, (found, name) => (JsonObject)(found[name] ??= new JsonObject()));
        parent.Remove(names[^1]);
        if (value is not null)
        {
            parent[names[^1]] = value;
        }
        return body;
    }

    public static Task<BareResponse> PostAsync(this BareMerchant merchant, string target, JsonObject body) =>
        merchant.PostAsync(target, body.ToJsonString());

    public static Task<BareResponse> QueryAsync(this BareMerchant merchant, string outTradeNo = Number) =>
        merchant.GetAsync($"/v3/pay/transactions/out-trade-no/{outTradeNo}?mchid={merchant.Options.MerchantId}");

    public static Task<BareResponse> CloseAsync(this BareMerchant merchant, string outTradeNo = Number) =>
        merchant.PostAsync(
            $"/v3/pay/transactions/out-trade-no/{outTradeNo}/close", new JsonObject { ["mchid"] = merchant.Options.MerchantId });

    public static string? Text(this BareResponse response, string name) =>
        response.Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
