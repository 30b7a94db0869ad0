using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Responses;

/// <summary>Writes the data of a response as its original JSON, with any serializer options.</summary>
internal sealed class ResponseNodeConverter : JsonConverter<ResponseNode>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(ResponseNode));

    public override ResponseNode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ResponseNode.Create(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, ResponseNode value, JsonSerializerOptions options)
    {
        if (ResponseNode.GetJson(value) is { ValueKind: not JsonValueKind.Undefined } json)
        {
            json.WriteTo(writer);
        }
        else
        {
            // An empty body is an object without members, as it is for other readers.
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    }
}
