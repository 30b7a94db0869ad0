using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeChatPay.Chain.Wire;

/// <summary>The text of a single value in a path or a query, the same in every culture.</summary>
internal static class ScalarText
{
    // The offset is part of RFC 3339; a fraction stands only where there is one.
    private const string Rfc3339 = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    /// <summary>Whether <see cref="From"/> takes the value: it is one value, and neither a list nor a set of names.</summary>
    /// <returns>True for null and a JSON null as well, whose text is null.</returns>
    public static bool IsScalar(object? value) => value switch
    {
        null or string or bool or Uri or IFormattable => true,
        JsonElement element => IsScalar(element.ValueKind),
        JsonNode node => IsScalar(node.GetValueKind()),
        _ => false,
    };

    /// <summary>The text of the value.</summary>
    /// <param name="value">
    /// A number keeps every digit and a <see cref="double"/> reads back as the same; a <see cref="bool"/> is <c>true</c> or <c>false</c>;
    /// an enum is its member's name; points in time are RFC 3339, and a <see cref="DateTime"/> of unspecified kind has no offset, as in JSON;
    /// a <see cref="DateOnly"/> is <c>yyyy-MM-dd</c>; a <see cref="Uri"/> is what it was made from; JSON is its value, without quotes.
    /// </param>
    /// <returns>Null for null and a JSON null.</returns>
    /// <exception cref="ArgumentException">The value is a list, has names, or is of a type that has no text for the wire.</exception>
    public static string? From(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.ToString(Rfc3339, CultureInfo.InvariantCulture),
        DateTime time => time.ToString(Rfc3339, CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        JsonElement element when IsScalar(element.ValueKind) => TextOf(element),
        // A node may hold any .NET value; as an element it is what the JSON would say.
        JsonNode node when IsScalar(node.GetValueKind()) => TextOf(JsonSerializer.SerializeToElement(node)),
        _ => throw new ArgumentException(
            $"A value of type {value.GetType()} has no text of its own. Pass a string, a number, a bool, an enum or a date.", nameof(value)),
    };

    private static bool IsScalar(JsonValueKind kind) => kind is not (JsonValueKind.Array or JsonValueKind.Object);

    private static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => element.GetRawText(),
    };
}
