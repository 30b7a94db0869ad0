using System.Text.Json;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Responses;

/// <summary>Converts the fields of an APIv2 message to JSON, for dynamic members.</summary>
internal static class XmlJson
{
    /// <param name="fields">Strings, dictionaries like this one, and lists of both.</param>
    public static JsonElement ToElement(Dictionary<string, object> fields) =>
        ReadableJson.ParseStrictly(JsonBytes.Write(writer => Write(writer, fields)));

    /// <param name="fields">Flat fields.</param>
    public static JsonElement ToElement(IReadOnlyDictionary<string, string> fields) =>
        ToElement(fields.ToDictionary(field => field.Key, field => (object)field.Value));

    private static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case Dictionary<string, object> fields:
                writer.WriteStartObject();
                foreach (var (name, field) in fields)
                {
                    JsonText.WriteName(writer, name);
                    Write(writer, field);
                }
                writer.WriteEndObject();
                break;
            case List<object> items:
                writer.WriteStartArray();
                items.ForEach(item => Write(writer, item));
                writer.WriteEndArray();
                break;
            default:
                JsonText.Write(writer, (string)value);
                break;
        }
    }
}
