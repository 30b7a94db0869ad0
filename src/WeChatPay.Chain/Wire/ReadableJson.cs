using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace WeChatPay.Chain.Wire;

/// <summary>Reads JSON that somebody else wrote, so that no string in it fails later, when it is asked for.</summary>
/// <remarks>
/// System.Text.Json parses strings that it cannot hand out: bytes that are not UTF-8, as in the page of a gateway, and half of a
/// surrogate pair, as in a nickname that was cut inside an emoji. What is unreadable in them becomes U+FFFD here.
/// </remarks>
internal static partial class ReadableJson
{
    /// <returns><see cref="JsonValueKind.Undefined"/> for what is empty or no JSON.</returns>
    public static JsonElement Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? default
                : IsReadable(body) ? JsonSerializer.Deserialize<JsonElement>(body)
                : JsonSerializer.Deserialize<JsonElement>(Escape().Replace(Encoding.UTF8.GetString(body), escape => escape.Groups["half"].Success ? @"\ufffd" : escape.Value));
        }
        catch (JsonException)
        {
            // What is no JSON has no fields; the text itself stays in the body.
            return default;
        }
    }

    private static bool IsReadable(ReadOnlySpan<byte> body) => Utf8.IsValid(body) && body.IndexOf(@"\ud"u8) < 0 && body.IndexOf(@"\uD"u8) < 0;

    // From left to right and whole, or the second half of an escaped backslash would look like the start of an escape.
    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
