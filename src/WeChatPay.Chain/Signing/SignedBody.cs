using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Signing;

/// <summary>The bytes of a request that the signature covers.</summary>
internal static class SignedBody
{
    /// <summary>The bytes of a content that has them at hand; null for one that must be read.</summary>
    public static byte[]? Known(HttpContent? content) => content switch
    {
        null => [],
        ISignedBytes known => known.SignedBytes,
        _ => null,
    };

    public static async Task<byte[]> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Known(request.Content) is { } known)
        {
            return known;
        }
        using var buffer = new MemoryStream();
        await request.Content!.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Replace(request, buffer.ToArray());
    }

    public static byte[] Read(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Known(request.Content) is { } known)
        {
            return known;
        }
        using var buffer = new MemoryStream();
        request.Content!.CopyTo(buffer, context: null, cancellationToken);
        return Replace(request, buffer.ToArray());
    }

    // A stream can be read once, but is needed twice: to sign it and to send it.
    private static byte[] Replace(HttpRequestMessage request, byte[] bytes)
    {
        var content = new ByteContent(bytes, contentType: null);
        foreach (var (name, values) in request.Content!.Headers.NonValidated)
        {
            content.Headers.TryAddWithoutValidation(name, values);
        }
        request.Content = content;
        return bytes;
    }
}
