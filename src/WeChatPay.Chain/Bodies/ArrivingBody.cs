using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bodies;

/// <summary>The decompressed body of a response as it arrives. Its exceptions distinguish a broken connection from a timeout.</summary>
/// <param name="stream">The decompressed body.</param>
/// <param name="abort">Closes the connection of a synchronous read, which no token can cancel.</param>
/// <param name="stop">The deadline of the call. Data that arrives later is discarded.</param>
internal sealed class ArrivingBody(Stream stream, CancellationTokenRegistration abort, CancellationToken stop) : ReadOnlyStream
{
    /// <param name="response">The response.</param>
    /// <param name="isProved">
    /// Whether the body is checked after it is read: by its signature or, if it is an error response, by its content.
    /// </param>
    /// <param name="isAsync">Whether the body is read asynchronously.</param>
    /// <param name="stop">The deadline of the call.</param>
    public static async ValueTask<ArrivingBody> OpenAsync(HttpResponseMessage response, bool isProved, bool isAsync, CancellationToken stop)
    {
        var stream = isAsync
            ? await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false)
            : response.Content.ReadAsStream(stop);
        var decompressed = ContentEncoding.Unpack(stream, response.Content, isProved);
        return new ArrivingBody(decompressed, isAsync ? default : stop.Register(response.Content.Dispose), stop);
    }

    public override int Read(Span<byte> buffer)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            var read = stream.Read(buffer);
            stop.ThrowIfCancellationRequested();
            return read;
        }
        catch (Exception exception) when (IsLate(exception) || IsBroken(exception))
        {
            throw Translate(exception);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            return read;
        }
        catch (Exception exception) when (IsLate(exception) || IsBroken(exception))
        {
            throw Translate(exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            abort.Dispose();
            stream.Dispose();
        }
        base.Dispose(disposing);
    }

    // A stream that is closed during a read fails with any exception, or seems to be at its end.
    private bool IsLate(Exception exception) => stop.IsCancellationRequested && exception is not OperationCanceledException;

    // Reading from a closed connection throws an InvalidOperationException.
    private static bool IsBroken(Exception exception) => exception is IOException or InvalidDataException or InvalidOperationException;

    private Exception Translate(Exception exception) => IsLate(exception)
        ? new OperationCanceledException("The call timed out while its response was read.", exception, stop)
        : new HttpRequestException(
            (exception as HttpIOException)?.HttpRequestError ?? HttpRequestError.ResponseEnded,
            "The response was cut off or cannot be read.",
            exception);
}
