using System.Text.Json.Serialization;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>A body with generated metadata.</summary>
internal sealed record Order(
    [property: JsonPropertyName("out_trade_no")] string OutTradeNo, [property: JsonPropertyName("amount")] Amount? Amount = null);

/// <summary>An amount in fen.</summary>
internal sealed record Amount([property: JsonPropertyName("total")] int Total);

[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : JsonSerializerContext;
