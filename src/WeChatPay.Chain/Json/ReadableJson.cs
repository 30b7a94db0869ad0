using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace WeChatPay.Chain.Json;

/// <summary>Parses received JSON so that every string in it can be read later.</summary>
/// <remarks>
/// System.Text.Json parses strings that it cannot return: bytes that are not UTF-8, as in the page of a gateway, and unpaired
/// surrogates, as in a nickname that was cut within an emoji. Both are replaced with U+FFFD here.
/// </remarks>
internal static partial class ReadableJson
{
    /// <summary>The maximum depth of received JSON, more than that of any response.</summary>
    public const int MaxDepth = 512;

    /// <returns><see cref="JsonValueKind.Undefined"/> if the body is empty or not JSON.</returns>
    public static JsonElement Parse(byte[] body) => Parse(body, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <inheritdoc cref="Parse(byte[])"/>
    public static JsonElement Parse(byte[] body, JsonReaderOptions options)
    {
        // Ignores a byte order mark.
        var json = body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? body.AsSpan(Encoding.UTF8.Preamble.Length) : body;
        if (json.IsEmpty)
        {
            return default;
        }
        try
        {
            return ParseWhole(IsReadable(json) ? json : Repair(json), options);
        }
        catch (JsonException)
        {
            // A body that is not JSON has no fields. Its text is still available.
            return default;
        }
    }

    /// <summary>Parses without the serializer, which programs may disable.</summary>
    /// <exception cref="JsonException">The text is not JSON, or is followed by other text.</exception>
    public static JsonElement ParseStrictly(ReadOnlySpan<byte> json) => ParseWhole(json, new JsonReaderOptions { MaxDepth = MaxDepth });

    private static JsonElement ParseWhole(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, options);
        var element = JsonElement.ParseValue(ref reader);
        // Throws on anything but white space.
        _ = reader.Read();
        return element;
    }

    private static byte[] Repair(ReadOnlySpan<byte> json) => Encoding.UTF8.GetBytes(Escape().Replace(
        Encoding.UTF8.GetString(json), escape => escape.Groups["unpaired"].Success ? @"\ufffd" : escape.Value));

    private static bool IsReadable(ReadOnlySpan<byte> body) =>
        Utf8.IsValid(body) && body.IndexOf(@"\ud"u8) < 0 && body.IndexOf(@"\uD"u8) < 0;

    // Matches every escape, because the second half of an escaped backslash would otherwise look like the start of one.
    [GeneratedRegex(
        @"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<unpaired>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
