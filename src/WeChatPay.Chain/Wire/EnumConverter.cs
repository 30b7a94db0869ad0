using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Wire;

/// <summary>Writes and reads enums as texts.</summary>
internal sealed class EnumConverter : JsonConverter<object>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum && !CallerTypeResolver.HasOwnConverter(typeToConvert);

    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => Enum.ToObject(EnumOf(typeToConvert), reader.GetInt64()),
        JsonTokenType.String => Find(EnumOf(typeToConvert), reader.GetString()!),
        _ => throw new JsonException($"A {TypeLabel.Of(EnumOf(typeToConvert))} is read from a text or a number."),
    };

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => JsonText.Write(writer, EnumText.Of((Enum)value));

    public override object ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Find(EnumOf(typeToConvert), reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => JsonText.WriteName(writer, EnumText.Of((Enum)value));

    // The serializer asks for a nullable enum as well.
    private static Type EnumOf(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static object Find(Type type, string text) => EnumText.Find(type, text) ?? throw new JsonException($"'{PlainWord.Of(text) ?? "…"}' is not a member of {type.Name}.");
}
