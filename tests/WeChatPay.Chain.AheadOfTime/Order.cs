using System.Text.Json.Serialization;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>A body with metadata that the compiler generates.</summary>
internal sealed record Order(
    [property: JsonPropertyName("out_trade_no")] string OutTradeNo, [property: JsonPropertyName("amount")] Amount? Amount = null);

/// <summary>In fen.</summary>
internal sealed record Amount([property: JsonPropertyName("total")] int Total);

[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : JsonSerializerContext;
