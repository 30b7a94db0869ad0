using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Endpoints;

/// <summary>Writes the fields of a response as their original JSON.</summary>
internal sealed class ResponseFieldsConverter : JsonConverter<ResponseFields>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(ResponseFields));

    public override ResponseFields Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The fields of a response are read from a response only.");

    public override void Write(Utf8JsonWriter writer, ResponseFields value, JsonSerializerOptions options)
    {
        if (((IJsonWrapper)value).Json is { ValueKind: not JsonValueKind.Undefined } json)
        {
            json.WriteTo(writer);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    }
}
