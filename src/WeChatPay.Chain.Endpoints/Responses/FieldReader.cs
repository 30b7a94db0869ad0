using System.Globalization;
using System.Text.Json;

namespace WeChatPay.Chain.Endpoints;

/// <summary>Reads fields of verified JSON. The platform sometimes writes a number as a string, so both are accepted.</summary>
internal static class FieldReader
{
    /// <summary>Finds a field that is not null.</summary>
    public static bool TryGet(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty(name, out value)
            && value.ValueKind != JsonValueKind.Null;
    }

    public static T Require<T>(JsonElement json, string name, Func<JsonElement, string, T> read) => TryGet(json, name, out var value)
        ? read(value, name)
        : throw new InvalidOperationException(
            $"The response has no '{name}', which the platform documents as always present. Read it as [\"{name}\"], which may be null, "
                + "and check that the response is the one that was expected.");

    public static T? Find<T>(JsonElement json, string name, Func<JsonElement, string, T> read)
        where T : class => TryGet(json, name, out var value) ? read(value, name) : null;

    /// <summary>Finds a single value. An empty element of XML counts as missing.</summary>
    public static T? FindValue<T>(JsonElement json, string name, Func<JsonElement, string, T> read)
        where T : struct => TryGet(json, name, out var value) && !IsEmpty(value) ? read(value, name) : null;

    public static IReadOnlyList<T> List<T>(JsonElement json, string name, Func<JsonElement, string, T> read)
    {
        if (!TryGet(json, name, out var value) || IsEmpty(value))
        {
            return [];
        }
        return value.ValueKind == JsonValueKind.Array ? new FieldList<T>(value, name, read) : throw Mismatch("a list", value, name);
    }

    /// <summary>Reads a string, or the text of a number or a Boolean.</summary>
    public static string ReadString(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Mismatch("a string", value, name),
    };

    public static long ReadInt64(JsonElement value, string name) => ReadDecimal(value, name) is var number
        && decimal.Truncate(number) == number
        && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : throw Mismatch("a whole number", value, name);

    public static decimal ReadDecimal(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.String when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            number,
        _ => throw Mismatch("a number", value, name),
    };

    public static bool ReadBoolean(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
        _ => throw Mismatch("a Boolean", value, name),
    };

    public static T ReadObject<T>(JsonElement value, string name)
        where T : ResponseFields, new() =>
        value.ValueKind == JsonValueKind.Object ? ResponseFields.Create<T>(value) : throw Mismatch("an object", value, name);

    public static T ReadText<T>(JsonElement value, string name)
        where T : ResponseText, new() =>
        value.ValueKind == JsonValueKind.String ? ResponseText.Parse<T>(value) : throw Mismatch("a string", value, name);

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0;

    // The value may be a personal datum, so the message has only its kind.
    private static InvalidOperationException Mismatch(string expected, JsonElement value, string name) => new(
        $"The field '{name}' is documented as {expected}, but the response has {Describe(value)}. Read it as [\"{name}\"].");

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "another number",
        JsonValueKind.Null => "null",
        _ => "a Boolean",
    };
}
