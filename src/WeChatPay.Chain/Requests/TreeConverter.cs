using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes what is JSON already, whichever library it is of, and numbers that the serializer takes for objects.</summary>
/// <param name="sensitive">Encrypts.</param>
internal sealed class TreeConverter(JsonConverter<Sensitive> sensitive) : JsonConverter<object>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(JsonElement) || typeToConvert == typeof(BigInteger)
        || typeToConvert.IsAssignableTo(typeof(JsonNode)) || typeToConvert.IsAssignableTo(typeof(JsonDocument))
        || typeToConvert.IsAssignableTo(typeof(ResponseNode)) || NewtonsoftToken.IsToken(typeToConvert);

    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => new JsonTree(isTrimmed: false, sensitive).Start(value)(writer);
}
