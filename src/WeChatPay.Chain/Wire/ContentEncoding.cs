namespace WeChatPay.Chain.Wire;

/// <summary>Unpacks what was compressed for the transport, because the signature is over the body as it was before.</summary>
/// <remarks>No compression is asked for: the platform's answers are small. Something in between may compress all the same.</remarks>
internal static class ContentEncoding
{
    /// <returns>Null for a body that is sent as it is.</returns>
    public static string? Of(HttpContent content)
    {
        if (!content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values))
        {
            return null;
        }
        var encoding = values.ToString().Trim().ToLowerInvariant();
        return encoding is "" or "identity" ? null : encoding;
    }

    /// <exception cref="HttpRequestException">The encoding is none that is known.</exception>
    public static Stream Unpack(Stream stream, HttpContent content) => Of(content) switch
    {
        null => stream,
        "gzip" or "x-gzip" => new WholeGzipStream(stream),
        "deflate" => new WholeZlibStream(stream),
        "br" => new WholeBrotliStream(stream),
        var encoding => throw new HttpRequestException(HttpRequestError.InvalidResponse, $"The response is encoded as '{PlainText.Of(encoding)}', which was not asked for; gzip, deflate and br are read."),
    };
}
