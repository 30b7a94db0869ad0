using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Responses;

/// <summary>Deserializes JSON into the caller's types, with unchanged names and with enums as strings.</summary>
internal static class JsonReading
{
    private static readonly JsonSerializerOptions _options = new()
    {
        TypeInfoResolver = new CallerTypeResolver(isReading: true),
        IncludeFields = true,
        Converters = { new EnumConverter() }
    };

    // Elements of type object in a collection stay dynamic.
    private static readonly JsonSerializerOptions _dynamic = new(_options) { Converters = { new AnyConverter() } };

    /// <exception cref="JsonException">The body is not JSON, or does not match the type.</exception>
    /// <exception cref="NotSupportedException">The program is trimmed.</exception>
    public static T? Read<T>(JsonElement json)
    {
        RequireJson(json);
        RequireReflection(typeof(T));
        return Deserialize<T>(json);
    }

    /// <summary>Deserializes with the caller's options, which may allow comments and trailing commas.</summary>
    /// <inheritdoc cref="Read{T}(JsonElement)"/>
    [RequiresUnreferencedCode("The caller's options may use reflection.")]
    [RequiresDynamicCode("The caller's options may use reflection.")]
    public static T? Read<T>(byte[] body, JsonSerializerOptions options)
    {
        var json = ReadableJson.Parse(body, new JsonReaderOptions
        {
            AllowTrailingCommas = options.AllowTrailingCommas,
            CommentHandling = options.ReadCommentHandling,
            MaxDepth = Math.Max(options.MaxDepth, ReadableJson.MaxDepth),
        });
        RequireJson(json);
        return json.Deserialize<T>(options);
    }

    /// <summary>Converts a part of a response to the type of an assignment or a cast.</summary>
    /// <inheritdoc cref="Read{T}(JsonElement)"/>
    public static object? Convert(JsonElement json, Type type)
    {
        RequireReflection(type);
        return Deserialize(json, type);
    }

    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static void RequireJson(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Undefined)
        {
            throw new JsonException($"The body is not JSON, or is nested deeper than {ReadableJson.MaxDepth} levels. Its text is in Body.");
        }
    }

    private static void RequireReflection(Type type)
    {
        if (TrimmedProgram.IsRunning)
        {
            throw new NotSupportedException(
                $"A {TypeLabel.From(type)} cannot be read by reflection, because the program is trimmed. Call "
                + $"ReadAs(MyJson.Default.{type.Name}) with the metadata of a JsonSerializerContext, or read the members of Data or Json.");
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Not reached in a trimmed program.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A program compiled ahead of time is trimmed, and does not reach this.")]
    private static T? Deserialize<T>(JsonElement json) => json.Deserialize<T>(_options);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Not reached in a trimmed program.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "A program compiled ahead of time is trimmed, and does not reach this.")]
    private static object? Deserialize(JsonElement json, Type type) => json.Deserialize(type, _dynamic);

    private sealed class AnyConverter : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ResponseNode.ToValue(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
