using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes a character, and rejects unpaired surrogates.</summary>
internal sealed class CharConverter : JsonConverter<char>
{
    public override char Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        JsonText.Write(writer, value.ToString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, char value, JsonSerializerOptions options) =>
        JsonText.WriteName(writer, value.ToString());
}
