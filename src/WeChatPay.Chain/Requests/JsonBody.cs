using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes the option <c>json</c>: compact UTF-8, with names and non-ASCII text as they are.</summary>
internal static class JsonBody
{
    private static readonly SensitiveConverter _sensitive = new();

    private static readonly JsonSerializerOptions _options = new()
    {
        Encoder = JsonBytes.Encoder,
        TypeInfoResolver = new CallerTypeResolver(),
        IncludeFields = true,
        Converters =
        {
            new TextConverter(),
            new CharConverter(),
            new TimeConverter(),
            new EnumConverter(),
            _sensitive,
            new TreeConverter(_sensitive)
        },
    };

    /// <inheritdoc cref="Write(object, SensitiveFields?)"/>
    public static byte[] Write(object value) => Write(value, fields: null);

    /// <param name="value">The value of the option.</param>
    /// <param name="fields">Encrypts sensitive values; <see langword="null"/> if they are not allowed.</param>
    /// <exception cref="ArgumentException">The value cannot be written as JSON without loss, or is a string or null.</exception>
    public static byte[] Write(object value, SensitiveFields? fields) => Write(value, fields, TrimmedProgram.IsRunning);

    /// <inheritdoc cref="Write(object, SensitiveFields?)"/>
    public static byte[] Write(object value, SensitiveFields? fields, bool isTrimmed)
    {
        try
        {
            var json = JsonBytes.Write(
                (value, fields, isTrimmed), static (writer, body) => Write(writer, body.value, body.fields, body.isTrimmed));
            return json[0] switch
            {
                (byte)'"' => throw new ArgumentException(
                    $"The option 'json' is a {TypeLabel.From(value.GetType())}, which would be sent as a string in quotes. "
                        + "Pass a body that is already JSON as 'body'.",
                    "json"),
                (byte)'n' => throw CreateNullException(),
                _ => json,
            };
        }
        // For a number that JSON cannot represent, such as NaN, the writer throws an ArgumentException.
        catch (Exception exception) when (
            exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException { ParamName: not "json" })
        {
            throw new ArgumentException(
                $"The option 'json' ({TypeLabel.From(value.GetType())}) cannot be written as JSON: {exception.Message}", "json", exception);
        }
    }

    /// <summary>Creates the exception for a null value.</summary>
    public static ArgumentException CreateNullException() => new(
        "The option 'json' is null. Pass the object to send, or new { } for an empty one, or omit the option for an empty body.", "json");

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A trimmed program does not use the serializer.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A program compiled ahead of time is trimmed.")]
    private static void Write(Utf8JsonWriter writer, object value, SensitiveFields? fields, bool isTrimmed)
    {
        if (!isTrimmed && JsonTree.Suffices(value.GetType()))
        {
            new JsonTree(isTrimmed).Write(writer, value);
            return;
        }
        using var attached = fields is null ? default : _sensitive.Attach(writer, fields);
        if (isTrimmed || PlainFields.IsPlain(value))
        {
            new JsonTree(isTrimmed, _sensitive).Write(writer, value);
        }
        else
        {
            JsonSerializer.Serialize(writer, value, value.GetType(), _options);
        }
    }
}
