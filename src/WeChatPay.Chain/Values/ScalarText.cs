using System.Globalization;
using System.Text.Json;

namespace WeChatPay.Chain.Values;

/// <summary>The text of a single value in a path or a query, the same in every culture.</summary>
internal static class ScalarText
{
    /// <summary>Says what a time without an offset needs.</summary>
    public const string UnspecifiedTime =
        "A DateTime of unspecified kind has no time zone. Pass a DateTimeOffset, a DateTime of kind Utc or Local (DateTime.SpecifyKind), a "
        + "DateOnly, or a string.";

    // The offset is part of RFC 3339; a fraction stands only where there is one.
    private const string Rfc3339 = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    /// <summary>Whether <see cref="From(object?)"/> takes the value: it is one value, and neither a list nor a set of names.</summary>
    /// <returns>True for null and a JSON null as well, whose text is null.</returns>
    public static bool IsScalar(object? value) => PlainValue.From(value) switch
    {
        nint or nuint => false,
        null or string or bool or Uri or IFormattable => true,
        JsonElement element => IsScalar(element.ValueKind),
        _ => false,
    };

    /// <summary>The text of the value.</summary>
    /// <param name="value">
    /// A number keeps every digit and a <see cref="double"/> reads back as the same; a <see cref="bool"/> is <c>true</c> or <c>false</c>;
    /// an enum is its member's name or the one that an attribute gives it; points in time are RFC 3339; a <see cref="DateOnly"/> is
    /// <c>yyyy-MM-dd</c>; a <see cref="Uri"/> is what it was made from; JSON is its value, without quotes.
    /// </param>
    /// <returns>Null for null and a JSON null.</returns>
    /// <exception cref="ArgumentException">
    /// The value is a list, has names, or has no text for the wire: a type that has none, a time without an offset, a number that is not
    /// finite.
    /// </exception>
    public static string? From(object? value) => PlainValue.From(value) switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.ToString(Rfc3339, CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Unspecified } => throw new ArgumentException(UnspecifiedTime),
        DateTime time => time.ToString(Rfc3339, CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        Enum member => EnumText.From(member),
        double number when !double.IsFinite(number) => throw NotFinite(number),
        float number when !float.IsFinite(number) => throw NotFinite(number),
        Half number when !Half.IsFinite(number) => throw NotFinite((double)number),
        JsonElement element when IsScalar(element.ValueKind) => element.ValueKind == JsonValueKind.Undefined ? null : element.GetRawText(),
        IFormattable formattable and not (nint or nuint) => formattable.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException(
            $"A value of type {value!.GetType()} cannot be written as text. Pass a string, a number, a bool, an enum or a date."),
    };

    /// <summary>The text of the value, or an error that says whose value it is.</summary>
    /// <param name="value">As for <see cref="From(object?)"/>.</param>
    /// <param name="owner">What the value belongs to, at the beginning of a sentence.</param>
    /// <param name="parameter">The option or the parameter of the caller's.</param>
    /// <exception cref="ArgumentException">The value has no text for the wire.</exception>
    public static string? From(object? value, string owner, string parameter)
    {
        try
        {
            return From(value);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"{owner} cannot be sent: {exception.Message}", parameter, exception);
        }
    }

    private static bool IsScalar(JsonValueKind kind) => kind is not (JsonValueKind.Array or JsonValueKind.Object);

    private static ArgumentException NotFinite(double number) =>
        new($"{number.ToString(CultureInfo.InvariantCulture)} is not a finite number.");
}
