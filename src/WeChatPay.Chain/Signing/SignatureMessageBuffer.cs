using System.Buffers;
using System.Text;

namespace WeChatPay.Chain.Signing;

/// <summary>
/// The bytes that an APIv3 signature covers: lines of text, the body, and a last line feed. Held in a rented buffer until disposed.
/// </summary>
internal readonly ref struct SignatureMessageBuffer : IDisposable
{
    private readonly byte[] _buffer;
    private readonly int _length;

    /// <param name="lines">The lines before the body, without line feeds.</param>
    /// <param name="body">The body exactly as it is sent; empty for a request without a body.</param>
    public SignatureMessageBuffer(ReadOnlySpan<string> lines, ReadOnlySpan<byte> body)
    {
        var size = body.Length + 1;
        foreach (var line in lines)
        {
            size += Encoding.UTF8.GetMaxByteCount(line.Length) + 1;
        }
        _buffer = ArrayPool<byte>.Shared.Rent(size);
        foreach (var line in lines)
        {
            _length += Encoding.UTF8.GetBytes(line, _buffer.AsSpan(_length));
            _buffer[_length++] = (byte)'\n';
        }
        body.CopyTo(_buffer.AsSpan(_length));
        _length += body.Length;
        _buffer[_length++] = (byte)'\n';
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
