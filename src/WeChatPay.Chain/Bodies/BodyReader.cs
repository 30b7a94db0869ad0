using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bodies;

/// <summary>Reads an answer's body once, and tells a broken connection from a broken disk.</summary>
internal sealed class BodyReader : IDisposable
{
    /// <summary>What is held in memory at most; the platform's JSON answers stay far below.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The most of what is read before anything proves where it comes from: errors, lists of certificates, XML.</summary>
    public const int MaxUnprovedBytes = 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;
    private const int FirstBytes = 4 * 1024;

    private static readonly Predicate<ReadOnlyMemory<byte>> _hasMagic = start => start.Length >= Gzip.MagicBytes;

    private readonly Stream _stream;
    private readonly PreparedRequest _request;
    private readonly int _most;
    private readonly long? _length;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenRegistration _abort;
    private byte[] _peeked = [];
    private int _peekedStart;
    private int _peekedEnd;

    private BodyReader(Stream stream, PreparedRequest request, HttpResponseMessage response, CancellationTokenRegistration abort, CancellationToken stop)
    {
        _stream = stream;
        _request = request;
        _most = response.IsSuccessStatusCode ? MaxBytes : MaxUnprovedBytes;
        _length = ContentEncoding.Of(response.Content) is null ? response.Content.Headers.ContentLength : null;
        _stop = stop;
        _abort = abort;
    }

    private ReadOnlyMemory<byte> Peeked => _peeked.AsMemory(_peekedStart, _peekedEnd - _peekedStart);

    /// <param name="response">Whose body it is.</param>
    /// <param name="request">The call.</param>
    /// <param name="isProved">Whether the body is checked after it is read, by its signature or, of an error, by what it says.</param>
    /// <param name="cancellationToken">The deadline of the call: what arrives after it does not count.</param>
    public static async ValueTask<BodyReader> OpenAsync(
        HttpResponseMessage response, PreparedRequest request, bool isProved, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return new(ContentEncoding.Unpack(stream, response.Content, isProved), request, response, default, cancellationToken);
    }

    /// <summary>Opens for synchronous reads, which no token interrupts: when it fires, the connection is closed under them.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static BodyReader Open(
        HttpResponseMessage response, PreparedRequest request, bool isProved, CancellationToken cancellationToken) =>
        new(
            ContentEncoding.Unpack(response.Content.ReadAsStream(cancellationToken), response.Content, isProved),
            request, response, cancellationToken.Register(response.Content.Dispose), cancellationToken);

    /// <summary>The first bytes, which stay to be read.</summary>
    /// <param name="isEnough">Whether they suffice; else more are read, up to the end or <see cref="MaxUnprovedBytes"/>. Null: two do.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(Predicate<ReadOnlyMemory<byte>>? isEnough, CancellationToken cancellationToken)
    {
        for (var read = 1; read > 0 && !IsEnough(isEnough ?? _hasMagic); _peekedEnd += read)
        {
            read = await ReadOnAsync(RoomToPeek(), cancellationToken).ConfigureAwait(false);
        }
        return Peeked;
    }

    /// <inheritdoc cref="PeekAsync"/>
    public ReadOnlyMemory<byte> Peek(Predicate<ReadOnlyMemory<byte>>? isEnough = null)
    {
        for (var read = 1; read > 0 && !IsEnough(isEnough ?? _hasMagic); _peekedEnd += read)
        {
            read = ReadOn(RoomToPeek().Span);
        }
        return Peeked;
    }

    /// <returns>How many bytes were read; 0 at the end.</returns>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        Peeked.Length > 0 ? new(TakePeeked(buffer.Span)) : ReadOnAsync(buffer, cancellationToken);

    /// <inheritdoc cref="ReadAsync"/>
    public int Read(Span<byte> buffer) => Peeked.Length > 0 ? TakePeeked(buffer) : ReadOn(buffer);

    /// <param name="most">How many bytes are held in memory; of an error response, <see cref="MaxUnprovedBytes"/> at most.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HttpRequestException">The body is larger, or ends too early.</exception>
    public async ValueTask<byte[]> ReadAllAsync(int most, CancellationToken cancellationToken)
    {
        most = Math.Min(most, _most);
        var buffer = FirstBuffer(most);
        var count = 0;
        int read;
        while ((read = await ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false)) > 0)
        {
            buffer = WithRoom(buffer, count += read, most);
        }
        return Exactly(buffer, count);
    }

    /// <inheritdoc cref="ReadAllAsync"/>
    public byte[] ReadAll(int most)
    {
        most = Math.Min(most, _most);
        var buffer = FirstBuffer(most);
        var count = 0;
        int read;
        while ((read = Read(buffer.AsSpan(count))) > 0)
        {
            buffer = WithRoom(buffer, count += read, most);
        }
        return Exactly(buffer, count);
    }

    /// <summary>Streams the whole body into a sink. Each piece restarts the time of the call, and is reported.</summary>
    /// <param name="sink">Receives the body.</param>
    /// <param name="verifier">Gets every byte too; null when the bytes are not what is signed.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    public async Task CopyToAsync(ResponseSink sink, IncrementalVerifier? verifier, CancellationToken cancellationToken)
    {
        if (sink.Reader is { } reader)
        {
            var start = await PeekAsync(null, cancellationToken).ConfigureAwait(false);
            await reader.ReceiveAsync(AsStream(), Gzip.Begins(start.Span), _request.MaxDownloadSize, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await CopyToAsync(sink.Stream, verifier, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="CopyToAsync(ResponseSink, IncrementalVerifier?, CancellationToken)"/>
    public void CopyTo(ResponseSink sink, IncrementalVerifier? verifier)
    {
        if (sink.Reader is { } reader)
        {
            reader.Receive(AsStream(), Gzip.Begins(Peek().Span), _request.MaxDownloadSize);
        }
        else
        {
            CopyTo(sink.Stream, verifier);
        }
    }

    /// <param name="target">Where it goes.</param>
    /// <param name="verifier">Gets every byte too; null when the bytes are not what is signed.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    private async Task CopyToAsync(Stream target, IncrementalVerifier? verifier, CancellationToken cancellationToken)
    {
        var chunk = new byte[ChunkBytes];
        var received = 0L;
        int read;
        while ((read = await ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            Arrived(target, received += read);
            verifier?.Append(chunk.AsSpan(0, read));
            await target.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            _request.Progress?.Report(received);
        }
    }

    /// <inheritdoc cref="CopyToAsync(Stream, IncrementalVerifier?, CancellationToken)"/>
    private void CopyTo(Stream target, IncrementalVerifier? verifier)
    {
        var chunk = new byte[ChunkBytes];
        var received = 0L;
        int read;
        while ((read = Read(chunk)) > 0)
        {
            Arrived(target, received += read);
            verifier?.Append(chunk.AsSpan(0, read));
            target.Write(chunk, 0, read);
            _request.Progress?.Report(received);
        }
    }

    /// <summary>The body for whoever can only read from a stream; gives the call its time again with each piece.</summary>
    private BodyStream AsStream() => new BodyStream(this, _request.Deadline, _request.MaxDownloadSize);

    public void Dispose()
    {
        _abort.Dispose();
        _stream.Dispose();
    }

    private void Arrived(Stream target, long received)
    {
        _request.Deadline?.Restart();
        DownloadLimit.Check(received, _request.MaxDownloadSize);
        _request.SinkHasBytes |= ReferenceEquals(target, _request.Sink);
    }

    private async ValueTask<int> ReadOnAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var read = await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _stop.ThrowIfCancellationRequested();
            return read;
        }
        catch (Exception exception) when (IsLate(exception) || IsBroken(exception))
        {
            throw WithMessage(exception);
        }
    }

    private int ReadOn(Span<byte> buffer)
    {
        _stop.ThrowIfCancellationRequested();
        try
        {
            var read = _stream.Read(buffer);
            _stop.ThrowIfCancellationRequested();
            return read;
        }
        catch (Exception exception) when (IsLate(exception) || IsBroken(exception))
        {
            throw WithMessage(exception);
        }
    }

    private bool IsEnough(Predicate<ReadOnlyMemory<byte>> isEnough) => isEnough(Peeked) || Peeked.Length >= MaxUnprovedBytes;

    private Memory<byte> RoomToPeek()
    {
        if (_peekedEnd == _peeked.Length)
        {
            Array.Resize(ref _peeked, Math.Max(FirstBytes, _peekedEnd * 2));
        }
        return _peeked.AsMemory(_peekedEnd);
    }

    private int TakePeeked(Span<byte> buffer)
    {
        var taken = Peeked[..Math.Min(buffer.Length, Peeked.Length)];
        taken.Span.CopyTo(buffer);
        _peekedStart += taken.Length;
        return taken.Length;
    }

    // One byte more than announced: the read that finds the end needs room, or it would look like the end too early. What is announced
    // need not come, so that much is only allocated as bytes arrive.
    private byte[] FirstBuffer(int most) => _length > most ? throw TooLarge(most) : new byte[Math.Min(_length + 1 ?? FirstBytes, ChunkBytes)];

    private static byte[] WithRoom(byte[] buffer, int count, int most)
    {
        if (count > most)
        {
            throw TooLarge(most);
        }
        if (count == buffer.Length)
        {
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, most + 1));
        }
        return buffer;
    }

    private static byte[] Exactly(byte[] buffer, int count)
    {
        Array.Resize(ref buffer, count);
        return buffer;
    }

    // A stream that is closed under a read fails in any way, or seems to be at its end.
    private bool IsLate(Exception exception) => _stop.IsCancellationRequested && exception is not OperationCanceledException;

    // Besides what says so: reading from a closed connection is an invalid operation.
    private static bool IsBroken(Exception exception) => exception is IOException or InvalidDataException or InvalidOperationException;

    private Exception WithMessage(Exception exception) => IsLate(exception)
        ? new OperationCanceledException("The time of the call ended while its response was read.", exception, _stop)
        : new HttpRequestException(
            (exception as HttpIOException)?.HttpRequestError ?? HttpRequestError.ResponseEnded, "The response broke off or cannot be read.", exception);

    private static HttpRequestException TooLarge(int most) => new(
        HttpRequestError.ConfigurationLimitExceeded,
        most == MaxBytes
            ? $"The response is larger than the {MaxBytes / (1024 * 1024)} MiB that are held in memory. Pass the option 'sink' to stream it to a file."
            : $"The response is larger than {most / 1024} KiB, which a response that is not verified yet never is.");
}
