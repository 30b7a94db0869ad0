using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Endpoints;

/// <summary>Writes JSON that is sent within a string, without reflection.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ArgumentException">The value contains something that cannot be written.</exception>
    public static string Write(object value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _options))
        {
            Write(writer, value);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        // Each string within a string has its own writer, so the limit of a writer does not end a cycle.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ArgumentException("JSON within a string contains itself, or is nested too deeply.");
        }
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                // The writer would replace an unpaired surrogate.
                _ = StrictUtf8.GetBytes(text, "JSON within a string");
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double and (double.NaN or double.PositiveInfinity or double.NegativeInfinity):
            case float and (float.NaN or float.PositiveInfinity or float.NegativeInfinity):
                throw new ArgumentException("NaN and infinity cannot be part of JSON within a string.");
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal or float or double:
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> fields:
                WriteFields(writer, fields);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            case IJsonWrapper wrapper:
                wrapper.Json.WriteTo(writer);
                break;
            case IEnumerable items and not IRequestText:
                WriteItems(writer, items);
                break;
            case Sensitive:
                throw new ArgumentException(
                    "A Sensitive cannot be part of JSON within a string. Pass the text that the endpoint documents.");
            default:
                throw new ArgumentException(
                    $"A {value.GetType().Name} cannot be part of JSON within a string. Pass a string, a number, a Boolean, a list, "
                        + "a dictionary, a JsonNode or a JsonElement.");
        }
    }

    private static void WriteFields(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> fields)
    {
        writer.WriteStartObject();
        foreach (var (name, field) in fields)
        {
            writer.WritePropertyName(name);
            Write(writer, field);
        }
        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }
        writer.WriteEndArray();
    }
}
