using System.Security.Cryptography;

namespace WeChatPay.Chain.Wire;

/// <summary>Reads an answer's body once, and tells a broken connection from a broken disk.</summary>
internal sealed class BodyReader : IDisposable
{
    /// <summary>What is held in memory at most; the platform's JSON answers stay far below.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;
    private const int FirstBytes = 4 * 1024;

    private readonly Stream _stream;
    private readonly PreparedRequest _request;
    private readonly long? _length;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenRegistration _abort;
    private ReadOnlyMemory<byte> _peeked;

    private BodyReader(Stream stream, PreparedRequest request, HttpContent content, CancellationToken stop)
    {
        _stream = stream;
        _request = request;
        _length = ContentEncoding.Of(content) is null ? content.Headers.ContentLength : null;
        _stop = stop;
        _abort = stop.Register(content.Dispose);
    }

    public static async ValueTask<BodyReader> OpenAsync(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken) =>
        new(ContentEncoding.Unpack(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), response.Content), request, response.Content, default);

    /// <summary>Opens for synchronous reads, which no token interrupts: when it fires, the connection is closed under them.</summary>
    public static BodyReader Open(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken) =>
        new(ContentEncoding.Unpack(response.Content.ReadAsStream(cancellationToken), response.Content), request, response.Content, cancellationToken);

    /// <summary>The first bytes, which stay to be read: at least two, unless the body is shorter.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstBytes];
        var count = 0;
        int read;
        while (count < Gzip.MagicBytes && (read = await ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false)) > 0)
        {
            count += read;
        }
        return _peeked = buffer.AsMemory(0, count);
    }

    /// <inheritdoc cref="PeekAsync"/>
    public ReadOnlyMemory<byte> Peek()
    {
        var buffer = new byte[FirstBytes];
        var count = 0;
        int read;
        while (count < Gzip.MagicBytes && (read = Read(buffer.AsSpan(count))) > 0)
        {
            count += read;
        }
        return _peeked = buffer.AsMemory(0, count);
    }

    /// <returns>How many bytes were read; 0 at the end.</returns>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_peeked.Length > 0)
        {
            return TakePeeked(buffer.Span);
        }
        try
        {
            return await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            throw Broken(exception);
        }
    }

    /// <inheritdoc cref="ReadAsync"/>
    public int Read(Span<byte> buffer)
    {
        if (_peeked.Length > 0)
        {
            return TakePeeked(buffer);
        }
        _stop.ThrowIfCancellationRequested();
        try
        {
            return _stream.Read(buffer);
        }
        catch (Exception exception) when (IsBroken(exception))
        {
            throw Broken(exception);
        }
    }

    /// <exception cref="HttpRequestException">The body is larger than <see cref="MaxBytes"/>, or ends too early.</exception>
    public async ValueTask<byte[]> ReadAllAsync(CancellationToken cancellationToken)
    {
        var buffer = FirstBuffer();
        var count = 0;
        int read;
        while ((read = await ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false)) > 0)
        {
            buffer = WithRoom(buffer, count += read);
        }
        return Exactly(buffer, count);
    }

    /// <inheritdoc cref="ReadAllAsync"/>
    public byte[] ReadAll()
    {
        var buffer = FirstBuffer();
        var count = 0;
        int read;
        while ((read = Read(buffer.AsSpan(count))) > 0)
        {
            buffer = WithRoom(buffer, count += read);
        }
        return Exactly(buffer, count);
    }

    /// <summary>Streams the whole body; each piece gives the call its time again, and is reported.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="hash">Gets every byte too; null when nothing is to be hashed.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task CopyToAsync(Stream target, IncrementalHash? hash, CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkBytes];
        var received = 0L;
        int read;
        while ((read = await ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Arrived(target);
            hash?.AppendData(chunk, 0, read);
            await target.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            _request.Progress?.Report(received += read);
        }
    }

    /// <inheritdoc cref="CopyToAsync"/>
    public void CopyTo(Stream target, IncrementalHash? hash)
    {
        var chunk = new byte[ChunkBytes];
        var received = 0L;
        int read;
        while ((read = Read(chunk)) > 0)
        {
            Arrived(target);
            hash?.AppendData(chunk, 0, read);
            target.Write(chunk, 0, read);
            _request.Progress?.Report(received += read);
        }
    }

    /// <summary>The body for whoever can only read from a stream; gives the call its time again with each piece.</summary>
    public Stream AsStream() => new BodyStream(this, _request.Deadline);

    public void Dispose()
    {
        _abort.Dispose();
        _stream.Dispose();
    }

    private void Arrived(Stream target)
    {
        _request.Deadline?.Restart();
        _request.SinkHasBytes |= ReferenceEquals(target, _request.Sink);
    }

    private int TakePeeked(Span<byte> buffer)
    {
        var taken = _peeked[..Math.Min(buffer.Length, _peeked.Length)];
        taken.Span.CopyTo(buffer);
        _peeked = _peeked[taken.Length..];
        return taken.Length;
    }

    // One byte more than announced: the read that finds the end needs room, or it would look like the end too early.
    private byte[] FirstBuffer() => _length is > MaxBytes ? throw TooLarge() : new byte[_length + 1 ?? FirstBytes];

    private static byte[] WithRoom(byte[] buffer, int count)
    {
        if (count > MaxBytes)
        {
            throw TooLarge();
        }
        if (count == buffer.Length)
        {
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBytes + 1));
        }
        return buffer;
    }

    private static byte[] Exactly(byte[] buffer, int count)
    {
        Array.Resize(ref buffer, count);
        return buffer;
    }

    // Besides what says so: Brotli calls bad data an invalid operation, and so is reading from a connection closed by the deadline.
    private static bool IsBroken(Exception exception) => exception is IOException or InvalidDataException or InvalidOperationException;

    private static HttpRequestException TooLarge() => new(
        HttpRequestError.ConfigurationLimitExceeded,
        $"The response is larger than the {MaxBytes / (1024 * 1024)} MiB that are held in memory. Pass the option 'sink' to stream it to a file.");

    private static HttpRequestException Broken(Exception exception) => new(
        (exception as HttpIOException)?.HttpRequestError ?? HttpRequestError.ResponseEnded,
        "The response broke off or cannot be read.",
        exception);
}
