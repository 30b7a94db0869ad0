using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Crypto;

/// <summary>Decrypts the counter mode of AES-GCM while it is read. The ciphertext must have been authenticated before.</summary>
internal sealed class CtrStream : ReadOnlyStream
{
    private const int BufferBytes = 64 * 1024;

    private readonly Stream _ciphertext;
    private readonly Aes _aes;
    private readonly byte[] _counters = new byte[BufferBytes];
    private readonly byte[] _keystream = new byte[BufferBytes];
    private readonly byte[] _counter;
    private int _used = BufferBytes;
    private long _left;

    /// <param name="ciphertext">The ciphertext. Not disposed.</param>
    /// <param name="length">The length of the ciphertext, in bytes.</param>
    /// <param name="aes">The cipher. Not disposed.</param>
    /// <param name="firstCounter">The counter before that of the first block.</param>
    public CtrStream(Stream ciphertext, long length, Aes aes, byte[] firstCounter)
    {
        _ciphertext = ciphertext;
        _left = length;
        _aes = aes;
        _counter = [.. firstCounter];
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _ciphertext.Read(buffer[..LimitToRest(buffer.Length)]);
        return Decrypt(buffer[..read]);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _ciphertext.ReadAsync(buffer[..LimitToRest(buffer.Length)], cancellationToken).ConfigureAwait(false);
        return Decrypt(buffer.Span[..read]);
    }

    private int LimitToRest(int count) => (int)Math.Min(count, _left);

    private int Decrypt(Span<byte> bytes)
    {
        _left -= bytes.Length;
        for (var rest = bytes; rest.Length > 0;)
        {
            if (_used == BufferBytes)
            {
                FillKeystream();
            }
            var count = Math.Min(rest.Length, BufferBytes - _used);
            Xor(rest[..count], _keystream.AsSpan(_used, count));
            _used += count;
            rest = rest[count..];
        }
        return bytes.Length;
    }

    private void FillKeystream()
    {
        // The counter is the last four bytes, and wraps around.
        var number = _counter.AsSpan(^sizeof(uint));
        for (var start = 0; start < BufferBytes; start += GHash.BlockBytes)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, unchecked(BinaryPrimitives.ReadUInt32BigEndian(number) + 1));
            _counter.CopyTo(_counters.AsSpan(start));
        }
        _aes.EncryptEcb(_counters, _keystream, PaddingMode.None);
        _used = 0;
    }

    private static void Xor(Span<byte> bytes, ReadOnlySpan<byte> keystream)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var keys = MemoryMarshal.Cast<byte, ulong>(keystream);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] ^= keys[i];
        }
        for (var i = words.Length * sizeof(ulong); i < bytes.Length; i++)
        {
            bytes[i] ^= keystream[i];
        }
    }
}
