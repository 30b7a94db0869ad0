using System.IO.Compression;
using System.Security.Cryptography;

namespace WeChatPay.Chain.Streams;

/// <summary>Decompresses gzip (RFC 1952) of one or several members.</summary>
/// <remarks>
/// Two members with random content are appended to the data. Their content is the last output only if every member before them is complete
/// and has a valid checksum: otherwise, the decoder takes them for the missing data, or stops at the invalid bytes before them.
/// </remarks>
internal sealed class StrictGzipStream : DecompressedStream
{
    private const int MarkBytes = 16;
    private const int HeldBytes = 2 * MarkBytes;

    private readonly byte[] _mark = RandomNumberGenerator.GetBytes(HeldBytes);
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly GZipStream _gzip;
    private int _start;
    private int _end;
    private bool _hasEnded;

    /// <param name="compressed">Disposed with this stream, unless it is left open.</param>
    /// <param name="leaveOpen">Whether to leave the compressed stream open.</param>
    public StrictGzipStream(Stream compressed, bool leaveOpen = false) => _gzip = new GZipStream(
        new SuffixedStream(compressed, [.. CreateMember(_mark.AsSpan(0, MarkBytes)), .. CreateMember(_mark.AsSpan(MarkBytes))], leaveOpen),
        CompressionMode.Decompress);

    // Output that may be the mark is held back until more follows.
    private int Ready => _end - _start - HeldBytes;

    public override int Read(Span<byte> buffer)
    {
        while (Ready <= 0 && !_hasEnded)
        {
            Advance(_gzip.Read(MakeRoom().Span));
        }
        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (Ready <= 0 && !_hasEnded)
        {
            Advance(await _gzip.ReadAsync(MakeRoom(), cancellationToken).ConfigureAwait(false));
        }
        return Take(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }
        base.Dispose(disposing);
    }

    private static byte[] CreateMember(ReadOnlySpan<byte> content)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(content);
        }
        return member.ToArray();
    }

    private Memory<byte> MakeRoom()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        return _buffer.AsMemory(_end);
    }

    private void Advance(int read)
    {
        if (read > 0)
        {
            _end += read;
            return;
        }
        if (!_buffer.AsSpan(_start, _end - _start).SequenceEqual(_mark))
        {
            throw CreateDamagedException();
        }
        _hasEnded = true;
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(Math.Max(Ready, 0), buffer.Length);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }
}
