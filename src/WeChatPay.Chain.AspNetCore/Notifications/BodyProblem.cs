using Microsoft.AspNetCore.Http;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Tells a body that the application itself spoiled from one that was altered on the way: both do not verify.</summary>
internal static class BodyProblem
{
    /// <param name="request">As it is after its body was read.</param>
    /// <param name="length">How many bytes were read.</param>
    /// <returns>What happened and what to do; null when nothing shows.</returns>
    public static string? Of(HttpRequest request, int length)
    {
        if (length < (request.ContentLength ?? (length == 0 ? 1 : 0)))
        {
            return $"{(length == 0 ? "The body is empty" : $"Only {length} of the body's {request.ContentLength} bytes were left")}: "
                + "a middleware or a model binder read it before the endpoint. Map the endpoint before it, or let it call "
                + "HttpRequest.EnableBuffering, so that the body can be read again.";
        }
        return request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding
            ? $"The body arrived with Content-Encoding {PlainWord.Quote(encoding)}, and the signature covers the decompressed body. "
                + "Add services.AddRequestDecompression() and app.UseRequestDecompression() before the endpoint."
            : null;
    }
}
