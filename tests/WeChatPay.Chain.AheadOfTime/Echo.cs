using System.Text.Json.Serialization;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>The response of <see cref="Platform"/>.</summary>
internal sealed record Echo([property: JsonPropertyName("body")] Order? Body);

[JsonSerializable(typeof(Echo))]
internal sealed partial class EchoJson : JsonSerializerContext;
