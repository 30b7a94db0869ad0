using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes values that are already JSON, of any library, and numbers that the serializer would write as objects.</summary>
/// <param name="sensitive">Encrypts sensitive values.</param>
internal sealed class TreeConverter(JsonConverter<Sensitive> sensitive) : JsonConverter<object>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(JsonElement) || typeToConvert == typeof(BigInteger)
        || typeToConvert.IsAssignableTo(typeof(JsonNode)) || typeToConvert.IsAssignableTo(typeof(JsonDocument))
        || typeToConvert.IsAssignableTo(typeof(ResponseNode)) || NewtonsoftToken.IsToken(typeToConvert);

    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        new JsonTree(isTrimmed: false, sensitive).Write(writer, value);
}
