using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Json;

namespace WeChatPay.Chain.Values;

/// <summary>Unwraps values of JSON libraries, so that the same value is sent however it is wrapped.</summary>
internal static class JsonUnwrapper
{
    /// <returns>
    /// A single value as null, a string, a bool, a number or another wrapped value. A parsed number, and JSON written with the caller's
    /// metadata, as a <see cref="JsonElement"/>. Any other value, including JSON objects and arrays, unchanged.
    /// </returns>
    /// <exception cref="ArgumentException">The value cannot be written as JSON.</exception>
    public static object? Unwrap(object? value) => value switch
    {
        IJsonWrapper wrapper => Unwrap(wrapper.Json),
        JsonDocument document => Unwrap(document.RootElement),
        JsonElement element => Unwrap(element),
        JsonValue node => Unwrap(node),
        _ when value is not null && NewtonsoftToken.IsToken(value.GetType()) => UnwrapToken(value),
        _ => value,
    };

    private static object? UnwrapToken(object token)
    {
        var inner = NewtonsoftToken.Unwrap(token);
        return ReferenceEquals(inner, token) ? token : Unwrap(inner);
    }

    private static object? Unwrap(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => GetText(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => element,
    };

    // A value that was created with metadata is written with that metadata.
    private static object? Unwrap(JsonValue node) => node.TryGetValue<object>(out var inner)
        && (inner is JsonElement or string or bool or char or IFormattable || !IsData(inner)) ? Unwrap(inner) : Unwrap(Write(node));

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
                "A JSON string contains an unpaired surrogate, which cannot be encoded as UTF-8. Check that it was not cut within a "
                    + "character.",
                exception);
        }
    }
}
