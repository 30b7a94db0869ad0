using System.Buffers;
using System.IO.Compression;

namespace WeChatPay.Chain.Streams;

/// <summary>Decompresses Brotli (RFC 7932).</summary>
/// <param name="compressed">Disposed with this stream.</param>
internal sealed class StrictBrotliStream(Stream compressed) : DecompressedStream
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private BrotliDecoder _decoder;
    private int _start;
    private int _end;
    private bool _hasBegun;
    private bool _isDone;
    private bool _hasEnded;

    public override int Read(Span<byte> buffer)
    {
        int written;
        while ((written = Decode(buffer)) == 0 && !_hasEnded && buffer.Length > 0)
        {
            Fill(compressed.Read(_buffer));
        }
        return written;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int written;
        while ((written = Decode(buffer.Span)) == 0 && !_hasEnded && buffer.Length > 0)
        {
            Fill(await compressed.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
        }
        return written;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
            compressed.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Decode(Span<byte> buffer)
    {
        if (_isDone || !_hasBegun)
        {
            return 0;
        }
        var status = _decoder.Decompress(_buffer.AsSpan(_start, _end - _start), buffer, out var consumed, out var written);
        _start += consumed;
        _isDone = status == OperationStatus.Done;
        if (status == OperationStatus.InvalidData || (_isDone && _start < _end))
        {
            throw CreateDamagedException();
        }
        return written;
    }

    private void Fill(int read)
    {
        var isTrailing = read > 0 && _isDone;
        var isCutOff = read == 0 && _hasBegun && !_isDone;
        if (isTrailing || isCutOff)
        {
            throw CreateDamagedException();
        }
        (_start, _end) = (0, read);
        _hasBegun |= read > 0;
        _hasEnded = read == 0;
    }
}
