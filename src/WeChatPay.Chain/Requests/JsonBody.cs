using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes the option <c>json</c>: compact UTF-8, names and non-ASCII text as they are.</summary>
internal static class JsonBody
{
    private static readonly SensitiveConverter _sensitive = new();

    private static readonly JsonSerializerOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new WholeTextConverter(), _sensitive },
    };

    /// <inheritdoc cref="Write(object, SensitiveFields?)"/>
    public static byte[] Write(object value) => Write(value, fields: null);

    /// <param name="value">What is written.</param>
    /// <param name="fields">Encrypts what is sensitive; null where nothing may be.</param>
    /// <exception cref="ArgumentException">The value cannot be written as JSON, or would lose something on the way.</exception>
    public static byte[] Write(object value, SensitiveFields? fields)
    {
        try
        {
            return _sensitive.Write(value, fields, _options);
        }
        // What JSON has no number for, such as NaN, is an ArgumentException of the writer's.
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new ArgumentException($"The option 'json', a {value.GetType().Name}, cannot be written as JSON: {exception.Message}", OptionNames.Json, exception);
        }
    }

    /// <summary>
    /// Refuses half of a character, which System.Text.Json would replace without a word, and writes characters outside the basic plane, such
    /// as those of rare names, as they are, where it would write two escapes.
    /// </summary>
    private sealed class WholeTextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        {
            if (value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            {
                _ = StrictUtf8.GetBytes(value, "a value");
                writer.WriteRawValue(Quoted(value), skipInputValidation: true);
            }
            else
            {
                writer.WriteStringValue(value);
            }
        }

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(StrictUtf8.GetBytes(value, "a name"));

        private static string Quoted(string value)
        {
            var text = new StringBuilder(value.Length + 2).Append('"');
            foreach (var rune in value.EnumerateRunes())
            {
                text.Append(rune.IsBmp ? _options.Encoder!.Encode(rune.ToString()) : rune.ToString());
            }
            return text.Append('"').ToString();
        }
    }
}
