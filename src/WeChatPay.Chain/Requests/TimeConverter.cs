using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes a time with its offset, and rejects a time without one.</summary>
internal sealed class TimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(GetText(value));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WritePropertyName(GetText(value));

    // For this type of exception, the serializer adds the path of the value to the message.
    private static string GetText(DateTime value) =>
        value.Kind == DateTimeKind.Unspecified ? throw new NotSupportedException(ScalarText.UnspecifiedTime) : ScalarText.From(value)!;
}
