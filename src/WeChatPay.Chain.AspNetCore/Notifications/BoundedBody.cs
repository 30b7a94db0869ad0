using Microsoft.AspNetCore.Http;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Reads a body up to a limit: nobody has proved yet who sends it.</summary>
internal static class BoundedBody
{
    /// <returns>Null when the body is longer.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, long limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }
        using var body = new MemoryStream();
        try
        {
            // A middleware that buffered the body may have left it at its end.
            if (request.Body is { CanSeek: true, Position: > 0 })
            {
                request.Body.Position = 0;
            }
            return await ReadAsync(request.Body, body, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // A middleware read it and disposed its reader, and the body with it: nothing is left.
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
