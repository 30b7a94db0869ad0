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

    /// <summary>Gets the bytes, and replaces a content that can be read only once by one that has them.</summary>
    public static async ValueTask<byte[]> ReadAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        if (Known(request.Content) is { } known)
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
