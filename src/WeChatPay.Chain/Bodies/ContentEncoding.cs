using System.Text.RegularExpressions;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Bodies;

/// <summary>Unpacks what was compressed for the transport, because the signature is over the body as it was before.</summary>
/// <remarks>No compression is asked for: the platform's answers are small. Something in between may compress all the same.</remarks>
internal static partial class ContentEncoding
{
    /// <returns>Null for a body that is sent as it is, or under a name that is not an encoding of HTTP, such as <c>UTF-8</c>.</returns>
    public static string? Of(HttpContent content)
    {
        if (!content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values))
        {
            return null;
        }
        var encoding = values.ToString().Trim().ToLowerInvariant();
        return IsNone().IsMatch(encoding) ? null : encoding;
    }

    /// <param name="stream">The body as it arrives.</param>
    /// <param name="content">Has the header.</param>
    /// <param name="isProved">Whether the body is checked afterwards; under a name that nobody knows it is then read as it is.</param>
    /// <exception cref="HttpRequestException">The encoding is not read here, or nobody knows it and nothing proves the body.</exception>
    public static Stream Unpack(Stream stream, HttpContent content, bool isProved) => Of(content) switch
    {
        null => stream,
        "gzip" or "x-gzip" => new StrictGzipStream(stream),
        "deflate" => new StrictZlibStream(stream),
        "br" => new StrictBrotliStream(stream),
        { } encoding when isProved && !IsRegistered().IsMatch(encoding) => stream,
        var encoding => throw new HttpRequestException(
            HttpRequestError.InvalidResponse,
            $"The response is encoded as '{PlainText.From(encoding)}', which was not asked for; gzip, deflate and br are read. "
                + "Is there a proxy that encodes?"),
    };

    // No encoding at all, names of character sets, and what servers write by mistake.
    [GeneratedRegex(
        @"\A(?:|identity|none|null|binary|[78]bit|utf-?(?:8|16|32)|gb(?:k|2312|18030)|(?:us-)?ascii|iso-8859-\d+|text|plain|json)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex IsNone();

    // The encodings of HTTP, in any combination.
    [GeneratedRegex(@"\b(?:aes128gcm|br|x-compress|compress|dcb|dcz|deflate|exi|gzip|pack200-gzip|zstd)\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsRegistered();
}
