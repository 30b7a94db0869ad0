using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Json;

namespace WeChatPay.Chain.Values;

/// <summary>Unwraps values of JSON libraries, so that the same value is sent however it is wrapped.</summary>
internal static class PlainValue
{
    /// <returns>
    /// A single value as null, a string, a bool, a number or another wrapped value. A parsed number, and JSON written with the caller's
    /// metadata, as a <see cref="JsonElement"/>. Any other value, including JSON objects and arrays, unchanged.
    /// </returns>
    /// <exception cref="ArgumentException">The value cannot be written as JSON.</exception>
    public static object? From(object? value) => value switch
    {
        IJsonWrapper wrapper => From(wrapper.Json),
        JsonDocument document => From(document.RootElement),
        JsonElement element => From(element),
        JsonValue node => From(node),
        _ when value is not null && NewtonsoftToken.IsToken(value.GetType()) =>
            NewtonsoftToken.Unwrap(value) is var inner && ReferenceEquals(inner, value) ? value : From(inner),
        _ => value,
    };

    private static object? From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => GetText(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => element,
    };

    // A value that was created with metadata is written with that metadata.
    private static object? From(JsonValue node) => node.TryGetValue<object>(out var inner)
        && (inner is JsonElement or string or bool or char or IFormattable || !IsData(inner)) ? From(inner) : From(Write(node));

    // A task in a JsonValue would be written as its properties. Unwrapped, it is rejected.
    private static bool IsData(object inner) => !NewtonsoftToken.IsToken(inner.GetType())
        && (inner is IEnumerable ? ListValues.IsList(inner.GetType()) : ObjectMembers.CanRead(inner.GetType()));

    private static JsonElement Write(JsonValue node)
    {
        try
        {
            return ReadableJson.ParseStrictly(JsonBytes.Write(writer => node.WriteTo(writer)));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or JsonException)
        {
            throw new ArgumentException($"A JsonValue cannot be written: {exception.Message}", exception);
        }
    }

    private static string GetText(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException(
                "A JSON string contains half of a surrogate pair, which cannot be encoded as UTF-8. Check that it "
                    + "was not cut within a character.",
                exception);
        }
    }
}
