using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Values;

/// <summary>Reads and writes enums as strings.</summary>
internal sealed class EnumConverter : JsonConverter<object>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum && !CallerTypeResolver.HasOwnConverter(typeToConvert);

    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => FromNumber(GetEnumType(typeToConvert), ref reader),
        JsonTokenType.String => Find(GetEnumType(typeToConvert), reader.GetString()!),
        _ => throw new JsonException($"A {TypeLabel.From(GetEnumType(typeToConvert))} can be read only from a string or a number."),
    };

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        JsonText.Write(writer, EnumText.From((Enum)value));

    public override object ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Find(GetEnumType(typeToConvert), reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        JsonText.WriteName(writer, EnumText.From((Enum)value));

    // The serializer also passes nullable enums.
    private static Type GetEnumType(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    // Enum.ToObject would truncate a number that is out of range.
    private static object FromNumber(Type type, ref Utf8JsonReader reader)
    {
        var number = reader.GetDecimal();
        try
        {
            if (decimal.IsInteger(number))
            {
                return Enum.ToObject(type, Convert.ChangeType(number, Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture));
            }
        }
        catch (OverflowException)
        {
            // The same error as for a fraction.
        }
        throw new JsonException($"{number.ToString(CultureInfo.InvariantCulture)} is not a member of {type.Name}.");
    }

    private static object Find(Type type, string text) =>
        EnumText.Find(type, text) ?? throw new JsonException($"'{DisplayCode.From(text) ?? "…"}' is not a member of {type.Name}.");
}
