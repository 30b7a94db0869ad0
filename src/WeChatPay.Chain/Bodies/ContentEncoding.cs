using System.Text.RegularExpressions;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Bodies;

/// <summary>Decompresses a body that was compressed for the transport: the signature covers the uncompressed body.</summary>
/// <remarks>No compression is requested, because the platform's responses are small, but a proxy may still compress them.</remarks>
internal static partial class ContentEncoding
{
    /// <returns>
    /// <see langword="null"/> for a body without an encoding, or with a name that is not an HTTP encoding, such as <c>UTF-8</c>.
    /// </returns>
    public static string? Get(HttpContent content) =>
        content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? Normalize(values.ToString()) : null;

    /// <param name="stream">The body as it arrives.</param>
    /// <param name="content">The content with the header.</param>
    /// <param name="isVerifiedLater">
    /// Whether the body is checked after it is read. If so, a body with an unknown encoding is read as it is.
    /// </param>
    /// <exception cref="HttpRequestException">
    /// The encoding is not supported, or it is unknown and the body is not checked afterwards.
    /// </exception>
    public static Stream Decompress(Stream stream, HttpContent content, bool isVerifiedLater) =>
        Get(content) is { } encoding ? Decompress(stream, encoding, isVerifiedLater) : stream;

    private static Stream Decompress(Stream stream, string encoding, bool isVerifiedLater) => encoding switch
    {
        "gzip" or "x-gzip" => new StrictGzipStream(stream),
        "deflate" => new StrictZlibStream(stream),
        "br" => new StrictBrotliStream(stream),
        _ when isVerifiedLater && !IsRegistered().IsMatch(encoding) => stream,
        _ => throw new HttpRequestException(
            HttpRequestError.InvalidResponse,
            $"The response has the encoding '{DisplayText.From(encoding)}', which was not requested; gzip, deflate and br are supported. "
                + "A proxy may have changed the response."),
    };

    private static string? Normalize(string value)
    {
        var encoding = value.Trim().ToLowerInvariant();
        return IsNone().IsMatch(encoding) ? null : encoding;
    }

    // No encoding, the names of character sets, and common mistakes of servers.
    [GeneratedRegex(
        @"\A(?:|identity|none|null|binary|[78]bit|utf-?(?:8|16|32)|gb(?:k|2312|18030)|(?:us-)?ascii|iso-8859-\d+|text|plain|json)\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex IsNone();

    // The encodings of HTTP, in any combination.
    [GeneratedRegex(@"\b(?:aes128gcm|br|x-compress|compress|dcb|dcz|deflate|exi|gzip|pack200-gzip|zstd)\b", RegexOptions.CultureInvariant)]
    private static partial Regex IsRegistered();
}
