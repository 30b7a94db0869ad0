using System.Globalization;
using System.Text.Json;

namespace WeChatPay.Chain.Values;

/// <summary>Converts single values to culture-invariant text for a path or a query.</summary>
internal static class ScalarText
{
    /// <summary>The message about a time without an offset.</summary>
    public const string UnspecifiedTime =
        "A DateTime of unspecified kind has no time zone. Pass a DateTimeOffset, a DateTime of kind Utc or Local (DateTime.SpecifyKind), a "
        + "DateOnly, or a string.";

    // RFC 3339 requires the offset. The fraction is optional.
    private const string Rfc3339 = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    /// <summary>Whether the value is a single value, which <see cref="From(object?)"/> accepts.</summary>
    /// <returns>True also for null and a JSON null, whose text is null.</returns>
    public static bool IsScalar(object? value) => JsonUnwrapper.Unwrap(value) switch
    {
        nint or nuint => false,
        null or string or bool or Uri or IFormattable => true,
        JsonElement element => IsScalar(element.ValueKind),
        _ => false,
    };

    /// <summary>Converts a value to text.</summary>
    /// <param name="value">
    /// Numbers keep every digit and can be read back; a <see cref="bool"/> is <c>true</c> or <c>false</c>; an enum is the name of its
    /// member, or that of an attribute; times are RFC 3339; a <see cref="DateOnly"/> is <c>yyyy-MM-dd</c>; a <see cref="Uri"/> is its
    /// original string; JSON is its value, without quotes.
    /// </param>
    /// <returns>Null for null and a JSON null.</returns>
    /// <exception cref="ArgumentException">
    /// The value is not a single value, or cannot be written as text, such as a time without an offset or a number that is not finite.
    /// </exception>
    public static string? From(object? value) => JsonUnwrapper.Unwrap(value) switch
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

    /// <summary>Converts a value to text, or throws an exception that names its owner.</summary>
    /// <param name="value">As for <see cref="From(object?)"/>.</param>
    /// <param name="owner">The owner of the value, for the beginning of the message.</param>
    /// <param name="parameter">The option, or the name of the caller's parameter.</param>
    /// <exception cref="ArgumentException">The value cannot be written as text.</exception>
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
