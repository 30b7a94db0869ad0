using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Json;

namespace WeChatPay.Chain.Values;

/// <summary>Writes JSON strings without losing or escaping characters.</summary>
/// <remarks>
/// Utf8JsonWriter silently replaces unpaired surrogates, and escapes characters outside the basic plane, such as those of rare names.
/// Here, the former is an error, and the latter are written unescaped.
/// </remarks>
internal static class JsonText
{
    /// <exception cref="ArgumentException">The text contains an unpaired surrogate.</exception>
    public static void Write(Utf8JsonWriter writer, string text)
    {
        if (HasSurrogates(text))
        {
            _ = StrictUtf8.GetBytes(text, "a value");
            writer.WriteRawValue(Quote(text), skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    /// <inheritdoc cref="Write"/>
    public static void WriteName(Utf8JsonWriter writer, string name)
    {
        if (HasSurrogates(name))
        {
            writer.WritePropertyName(StrictUtf8.GetBytes(name, "a name"));
        }
        else
        {
            writer.WritePropertyName(name);
        }
    }

    private static bool HasSurrogates(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.IsBmp ? JsonBytes.Encoder.Encode(rune.ToString()) : rune.ToString());
        }
        return quoted.Append('"').ToString();
    }
}
