using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Signing;

/// <summary>Gets the bytes of a request that the signature covers.</summary>
internal static class SignedBody
{
    /// <summary>Gets the bytes without reading the content; <see langword="null"/> if it must be read.</summary>
    public static byte[]? TryGet(HttpContent? content) => content switch
    {
        null => [],
        ISignedBytes known => known.SignedBytes,
        _ => null,
    };

    /// <summary>Reads the bytes, and replaces a content that can be read only once.</summary>
    public static async ValueTask<byte[]> ReadAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        if (TryGet(request.Content) is { } known)
        {
            return known;
        }
        using var buffer = new MemoryStream();
        if (isAsync)
        {
            await request.Content!.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            request.Content!.CopyTo(buffer, context: null, cancellationToken);
        }
        return Replace(request, buffer.ToArray());
    }

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
