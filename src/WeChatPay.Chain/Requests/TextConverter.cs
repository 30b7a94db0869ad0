using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes strings without loss: see <see cref="JsonText"/>.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => JsonText.Write(writer, value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        JsonText.WriteName(writer, value);
}
