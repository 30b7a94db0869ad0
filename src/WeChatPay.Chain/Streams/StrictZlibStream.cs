using System.Buffers.Binary;
using System.IO.Compression;

namespace WeChatPay.Chain.Streams;

/// <summary>Decompresses zlib (RFC 1950), which HTTP calls deflate, and checks the checksum in its last four bytes.</summary>
internal sealed class StrictZlibStream : DecompressedStream
{
    private const int ChecksumBytes = 4;
    private const uint Modulus = 65521;
    // The number of bytes that can be added before the sums must be reduced.
    private const int Block = 3800;

    private readonly TailStream _compressed;
    private readonly ZLibStream _zlib;
    private uint _sum = 1;
    private uint _sumOfSums;

    /// <param name="compressed">Disposed with this stream.</param>
    public StrictZlibStream(Stream compressed)
    {
        _compressed = new TailStream(compressed);
        _zlib = new ZLibStream(_compressed, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _zlib.Read(buffer);
        AddToChecksum(buffer[..read]);
        if (read == 0 && buffer.Length > 0)
        {
            _compressed.ReadToEnd();
            CheckEnd();
        }
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _zlib.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        AddToChecksum(buffer.Span[..read]);
        if (read == 0 && buffer.Length > 0)
        {
            await _compressed.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            CheckEnd();
        }
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _zlib.Dispose();
        }
        base.Dispose(disposing);
    }

    private void AddToChecksum(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var block = bytes[..Math.Min(Block, bytes.Length)];
            foreach (var octet in block)
            {
                _sum += octet;
                _sumOfSums += _sum;
            }
            (_sum, _sumOfSums) = (_sum % Modulus, _sumOfSums % Modulus);
            bytes = bytes[block.Length..];
        }
    }

    private void CheckEnd()
    {
        if (!_compressed.IsEmpty
            && (_compressed.Last.Length < ChecksumBytes
                || BinaryPrimitives.ReadUInt32BigEndian(_compressed.Last) != ((_sumOfSums << 16) | _sum)))
        {
            throw CreateDamagedException();
        }
    }

    /// <summary>Remembers the last bytes that were read.</summary>
    private sealed class TailStream(Stream inner) : ReadOnlyStream
    {
        private readonly byte[] _last = new byte[ChecksumBytes];
        private int _count;

        public bool IsEmpty => _count == 0;

        public ReadOnlySpan<byte> Last => _last.AsSpan(0, _count);

        public override int Read(Span<byte> buffer) => Keep(buffer, inner.Read(buffer));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Keep(buffer.Span, read);
        }

        public void ReadToEnd()
        {
            Span<byte> rest = stackalloc byte[256];
            while (Read(rest) > 0)
            {
            }
        }

        public async ValueTask ReadToEndAsync(CancellationToken cancellationToken)
        {
            var rest = new byte[256];
            while (await ReadAsync(rest, cancellationToken).ConfigureAwait(false) > 0)
            {
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }
            base.Dispose(disposing);
        }

        private int Keep(ReadOnlySpan<byte> buffer, int read)
        {
            byte[] tail = [.. Last, .. buffer[Math.Max(0, read - ChecksumBytes)..read]];
            _count = Math.Min(tail.Length, ChecksumBytes);
            tail.AsSpan(tail.Length - _count).CopyTo(_last);
            return read;
        }
    }
}
