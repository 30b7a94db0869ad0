using Microsoft.AspNetCore.Http;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>
/// Distinguishes a body that the application itself changed from one that was altered in transit: neither verifies, and the remedies
/// differ.
/// </summary>
internal static class BodyProblem
{
    /// <param name="request">The request, after its body was read.</param>
    /// <param name="length">The number of bytes read.</param>
    /// <returns>What happened and what to do; <see langword="null"/> if the application does not appear to be the cause.</returns>
    public static string? Find(HttpRequest request, int length)
    {
        if (length < (request.ContentLength ?? (length == 0 ? 1 : 0)))
        {
            return $"{(length == 0 ? "The body is empty" : $"Only {length} of the {request.ContentLength} bytes of the body were left")}: "
                + "middleware or a model binder read it before the endpoint. Map the endpoint before that middleware, or call "
                + "HttpRequest.EnableBuffering there, so that the body can be read again.";
        }
        return request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding
            ? $"The body arrived with Content-Encoding {DisplayCode.Quote(encoding)}, and the signature covers the decompressed body. "
                + "Add services.AddRequestDecompression() and app.UseRequestDecompression() before the endpoint."
            : null;
    }
}
