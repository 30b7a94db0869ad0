using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace WeChatPay.Chain.Json;

/// <summary>Reads JSON that somebody else wrote, so that no string in it fails later, when it is asked for.</summary>
/// <remarks>
/// System.Text.Json parses strings that it cannot hand out: bytes that are not UTF-8, as in the page of a gateway, and half of a
/// surrogate pair, as in a nickname that was cut inside an emoji. What is unreadable in them becomes U+FFFD here.
/// </remarks>
internal static partial class ReadableJson
{
    /// <summary>How deep what was received may be nested: more than any response is, and bounded.</summary>
    public const int MaxDepth = 512;

    /// <returns><see cref="JsonValueKind.Undefined"/> for what is empty or not JSON.</returns>
    public static JsonElement Parse(byte[] body) => Parse(body, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <inheritdoc cref="Parse(byte[])"/>
    public static JsonElement Parse(byte[] body, JsonReaderOptions options)
    {
        // A byte order mark may stand before JSON, and is not a part of it.
        var json = body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? body.AsSpan(Encoding.UTF8.Preamble.Length) : body;
        try
        {
            return json.IsEmpty ? default
                : IsReadable(json) ? ParseWhole(json, options)
                : ParseWhole(Encoding.UTF8.GetBytes(
                    Escape().Replace(Encoding.UTF8.GetString(json), escape => escape.Groups["half"].Success ? @"\ufffd" : escape.Value)), options);
        }
        catch (JsonException)
        {
            // What is not JSON has no fields; the text itself stays in the body.
            return default;
        }
    }

    /// <summary>Parses without the serializer, which a program may have switched off.</summary>
    /// <exception cref="JsonException">The text is not JSON, or more than JSON.</exception>
    public static JsonElement ParseStrictly(ReadOnlySpan<byte> json) => ParseWhole(json, new JsonReaderOptions { MaxDepth = MaxDepth });

    private static JsonElement ParseWhole(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, options);
        var element = JsonElement.ParseValue(ref reader);
        // Throws on anything but white space.
        _ = reader.Read();
        return element;
    }

    private static bool IsReadable(ReadOnlySpan<byte> body) => Utf8.IsValid(body) && body.IndexOf(@"\ud"u8) < 0 && body.IndexOf(@"\uD"u8) < 0;

    // From left to right and whole, or the second half of an escaped backslash would look like the start of an escape.
    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
