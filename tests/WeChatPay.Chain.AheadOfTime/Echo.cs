using System.Text.Json.Serialization;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>What <see cref="Platform"/> responds with.</summary>
internal sealed record Echo([property: JsonPropertyName("body")] Order? Body);

[JsonSerializable(typeof(Echo))]
internal sealed partial class EchoJson : JsonSerializerContext;
