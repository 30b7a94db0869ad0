using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bodies;

/// <summary>Reads the body of one response once: into memory, or into a sink.</summary>
internal sealed class BodyReader : IDisposable
{
    /// <summary>The maximum size of a body in memory, in bytes. The platform's JSON is much smaller.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The maximum size of a body that must be read before it is verified, in bytes: errors, certificates, XML.</summary>
    public const int MaxUnverifiedBytes = 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;
    private const int FirstBytes = 4 * 1024;

    private static readonly Predicate<ReadOnlyMemory<byte>> _hasMagic = start => start.Length >= Gzip.MagicBytes;

    private readonly ResponseBodyStream _body;
    private readonly CallState _call;
    private readonly int _maxBytes;
    private readonly long? _length;
    private readonly bool _isAsync;
    private byte[] _peeked = [];
    private int _peekedStart;
    private int _peekedEnd;

    private BodyReader(ResponseBodyStream body, HttpResponseMessage response, CallState call, bool isAsync)
    {
        _body = body;
        _call = call;
        _maxBytes = response.IsSuccessStatusCode ? MaxBytes : MaxUnverifiedBytes;
        _length = ContentEncoding.Get(response.Content) is null ? response.Content.Headers.ContentLength : null;
        _isAsync = isAsync;
    }

    private ReadOnlyMemory<byte> Peeked => _peeked.AsMemory(_peekedStart, _peekedEnd - _peekedStart);

    /// <param name="response">The response.</param>
    /// <param name="call">The call.</param>
    /// <param name="isVerifiedLater">
    /// Whether the body is checked after it is read: by its signature or, if it is an error response, by its content.
    /// </param>
    /// <param name="isAsync">Whether the methods of the reader may complete asynchronously.</param>
    /// <param name="cancellationToken">The deadline of the call. Data that arrives later is discarded.</param>
    public static async ValueTask<BodyReader> OpenAsync(
        HttpResponseMessage response, CallState call, bool isVerifiedLater, bool isAsync, CancellationToken cancellationToken)
    {
        var body = await ResponseBodyStream.OpenAsync(response, isVerifiedLater, isAsync, cancellationToken).ConfigureAwait(false);
        return new BodyReader(body, response, call, isAsync);
    }

    /// <summary>Reads the first bytes without consuming them.</summary>
    /// <param name="isEnough">
    /// Whether the bytes suffice. If not, more are read, up to the end or <see cref="MaxUnverifiedBytes"/>. <see langword="null"/> reads
    /// the bytes that identify gzip.
    /// </param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(Predicate<ReadOnlyMemory<byte>>? isEnough, CancellationToken cancellationToken)
    {
        isEnough ??= _hasMagic;
        while (!isEnough(Peeked) && Peeked.Length < MaxUnverifiedBytes)
        {
            var read = await _body.ReadAsync(MakeRoomToPeek(), _isAsync, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }
            _peekedEnd += read;
        }
        return Peeked;
    }

    /// <returns>The number of bytes read; 0 at the end.</returns>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        Peeked.Length > 0 ? new(TakePeeked(buffer.Span)) : _body.ReadAsync(buffer, _isAsync, cancellationToken);

    /// <inheritdoc cref="ReadAsync"/>
    public int Read(Span<byte> buffer) => Peeked.Length > 0 ? TakePeeked(buffer) : _body.Read(buffer);

    /// <summary>Reads the whole body into memory.</summary>
    /// <param name="maxBytes">The limit; for an error response, <see cref="MaxUnverifiedBytes"/> at most.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="HttpRequestException">The body is larger than <paramref name="maxBytes"/>, or was cut off.</exception>
    public async ValueTask<byte[]> ReadAllAsync(int maxBytes, CancellationToken cancellationToken)
    {
        maxBytes = Math.Min(maxBytes, _maxBytes);
        var buffer = CreateBuffer(maxBytes);
        var count = 0;
        int read;
        while ((read = await ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false)) > 0)
        {
            count += read;
            EnsureRoom(ref buffer, count, maxBytes);
        }
        Array.Resize(ref buffer, count);
        return buffer;
    }

    /// <summary>Streams the whole body. Each chunk restarts the timeout of the call and is reported as progress.</summary>
    /// <param name="transfer">Receives the body.</param>
    /// <param name="verifier">Also receives every byte; <see langword="null"/> if the signature does not cover the bytes.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    public async ValueTask CopyToAsync(SinkTransfer transfer, IncrementalVerifier? verifier, CancellationToken cancellationToken)
    {
        if (transfer.Reader is { } reader)
        {
            var start = await PeekAsync(isEnough: null, cancellationToken).ConfigureAwait(false);
            var body = new RemainingBodyStream(this, _call.Deadline, _call.Request.MaxDownloadSize);
            await reader.ReceiveAsync(
                body, Gzip.Begins(start.Span), _call.Request.MaxDownloadSize, _isAsync, cancellationToken).ConfigureAwait(false);
            return;
        }
        var chunk = new byte[ChunkBytes];
        var received = 0L;
        int read;
        while ((read = await ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            received += read;
            _call.Deadline.Restart();
            DownloadLimit.Check(received, _call.Request.MaxDownloadSize);
            _call.SinkHasBytes |= transfer.IsVisible;
            verifier?.Append(chunk.AsSpan(0, read));
            await transfer.Stream.WriteAsync(chunk.AsMemory(0, read), _isAsync, cancellationToken).ConfigureAwait(false);
            _call.Request.Progress?.Report(received);
        }
    }

    public void Dispose() => _body.Dispose();

    private Memory<byte> MakeRoomToPeek()
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

    // For the whole body if its length is known, plus one byte for the read that finds its end. The Content-Length may be wrong, so at most
    // one chunk is allocated before data arrives.
    private byte[] CreateBuffer(int maxBytes) =>
        _length > maxBytes ? throw TooLarge(maxBytes) : new byte[Math.Min(_length + 1 ?? FirstBytes, ChunkBytes)];

    // The read that finds the end of the body needs room too.
    private static void EnsureRoom(ref byte[] buffer, int count, int maxBytes)
    {
        if (count > maxBytes)
        {
            throw TooLarge(maxBytes);
        }
        if (count == buffer.Length)
        {
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxBytes + 1));
        }
    }

    private static HttpRequestException TooLarge(int maxBytes) => new(
        HttpRequestError.ConfigurationLimitExceeded,
        maxBytes == MaxBytes
            ? $"The response is larger than the {MaxBytes / (1024 * 1024)} MiB that can be held in memory. Pass the option "
                + "'sink' to stream it to a file."
            : $"The response is larger than {maxBytes / 1024} KiB, the limit for a response that is not verified yet.");
}
