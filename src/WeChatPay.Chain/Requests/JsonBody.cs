using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes the option <c>json</c>: compact UTF-8, names and non-ASCII text as they are.</summary>
internal static class JsonBody
{
    private static readonly SensitiveConverter _sensitive = new();

    private static readonly JsonSerializerOptions _options = new()
    {
        Encoder = JsonBytes.Encoder,
        TypeInfoResolver = new CallerTypeResolver(),
        IncludeFields = true,
        Converters = { new TextConverter(), new CharConverter(), new TimeConverter(), new EnumConverter(), _sensitive, new TreeConverter(_sensitive) },
    };

    /// <inheritdoc cref="Write(object, SensitiveFields?)"/>
    public static byte[] Write(object value) => Write(value, fields: null);

    /// <param name="value">What is written.</param>
    /// <param name="fields">Encrypts what is sensitive; null where nothing may be.</param>
    /// <exception cref="ArgumentException">The value cannot be written as JSON, would lose something on the way, or is a text or null.</exception>
    public static byte[] Write(object value, SensitiveFields? fields) => Write(value, fields, TrimmedProgram.IsRunning);

    /// <inheritdoc cref="Write(object, SensitiveFields?)"/>
    public static byte[] Write(object value, SensitiveFields? fields, bool isTrimmed)
    {
        try
        {
            var json = JsonBytes.Write((value, fields, isTrimmed), static (writer, body) => Write(writer, body.value, body.fields, body.isTrimmed));
            return json[0] switch
            {
                (byte)'"' => throw new ArgumentException(
                    $"The option 'json' is a {TypeLabel.From(value.GetType())}, a text, which would be sent in quotes. A body that is JSON already goes into 'body'.", "json"),
                (byte)'n' => throw NullError(),
                _ => json,
            };
        }
        // What JSON has no number for, such as NaN, is an ArgumentException of the writer's.
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException { ParamName: not "json" })
        {
            throw new ArgumentException($"The option 'json' ({TypeLabel.From(value.GetType())}) cannot be written as JSON: {exception.Message}", "json", exception);
        }
    }

    /// <summary>Says that there is nothing to write.</summary>
    public static ArgumentException NullError() => new(
        "The option 'json' is null. Pass the object that is to be sent, new { } for an empty one, or leave the option out for an empty body.", "json");

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed program does not use the serializer.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A program compiled ahead of time is trimmed.")]
    private static void Write(Utf8JsonWriter writer, object value, SensitiveFields? fields, bool isTrimmed)
    {
        using var attached = fields is null ? default : _sensitive.Attach(writer, fields);
        if (isTrimmed)
        {
            new JsonTree(isTrimmed, _sensitive).Start(value)(writer);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), _options);
        }
    }
}
