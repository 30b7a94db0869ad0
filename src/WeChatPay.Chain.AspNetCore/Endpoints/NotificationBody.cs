using Microsoft.AspNetCore.Http;

namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>Reads the body of a request up to a limit, because the sender is not verified yet.</summary>
internal static class NotificationBody
{
    /// <returns>The body; <see langword="null"/> if it is longer than the limit.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }
        using var body = new MemoryStream();
        try
        {
            // Middleware that buffered the body may have left it at its end.
            if (request.Body is { CanSeek: true, Position: > 0 })
            {
                request.Body.Position = 0;
            }
            return await ReadAsync(request.Body, body, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // Middleware read the body and disposed its reader, and the body with it: nothing is left.
            return [];
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream source, MemoryStream body, long limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        int count;
        while ((count = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + count > limit)
            {
                return null;
            }
            body.Write(buffer, 0, count);
        }
        return body.ToArray();
    }
}
