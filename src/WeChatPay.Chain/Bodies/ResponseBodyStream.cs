using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bodies;

/// <summary>The decompressed body of a response as it arrives. Its exceptions distinguish a broken connection from a timeout.</summary>
/// <param name="stream">The decompressed body.</param>
/// <param name="abort">Closes the connection of a synchronous read, which no token can cancel.</param>
/// <param name="deadline">The deadline of the call. Data that arrives later is discarded.</param>
internal sealed class ResponseBodyStream(Stream stream, CancellationTokenRegistration abort, CancellationToken deadline) : ReadOnlyStream
{
    /// <param name="response">The response.</param>
    /// <param name="isVerifiedLater">
    /// Whether the body is checked after it is read: by its signature or, if it is an error response, by its content.
    /// </param>
    /// <param name="isAsync">Whether the body is read asynchronously.</param>
    /// <param name="deadline">The deadline of the call.</param>
    public static async ValueTask<ResponseBodyStream> OpenAsync(
        HttpResponseMessage response, bool isVerifiedLater, bool isAsync, CancellationToken deadline)
    {
        var stream = isAsync
            ? await response.Content.ReadAsStreamAsync(deadline).ConfigureAwait(false)
            : response.Content.ReadAsStream(deadline);
        var decompressed = ContentEncoding.Decompress(stream, response.Content, isVerifiedLater);
        return new ResponseBodyStream(decompressed, isAsync ? default : deadline.Register(response.Content.Dispose), deadline);
    }

    public override int Read(Span<byte> buffer)
    {
        deadline.ThrowIfCancellationRequested();
        try
        {
            var read = stream.Read(buffer);
            deadline.ThrowIfCancellationRequested();
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
            deadline.ThrowIfCancellationRequested();
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

    // A stream that is closed during a read may throw any exception, or return as if it were at its end.
    private bool IsLate(Exception exception) => deadline.IsCancellationRequested && exception is not OperationCanceledException;

    // Reading from a closed connection throws an InvalidOperationException.
    private static bool IsBroken(Exception exception) => exception is IOException or InvalidDataException or InvalidOperationException;

    private Exception Translate(Exception exception) => IsLate(exception)
        ? new OperationCanceledException("The call timed out while its response was read.", exception, deadline)
        : new HttpRequestException(
            (exception as HttpIOException)?.HttpRequestError ?? HttpRequestError.ResponseEnded,
            "The response was cut off or cannot be read.",
            exception);
}
