using System.Buffers;
using System.Text;

namespace WeChatPay.Chain.Signing;

/// <summary>The bytes that an APIv3 signature covers: lines of text, the body, and a last line feed. Held in a borrowed buffer until disposed.</summary>
internal readonly ref struct SignedText : IDisposable
{
    private readonly byte[] _buffer;
    private readonly int _length;

    /// <param name="head">The lines before the body, each with its line feed.</param>
    /// <param name="body">The body exactly as it travels; empty when there is none.</param>
    public SignedText(string head, ReadOnlySpan<byte> body)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(head.Length) + body.Length + 1);
        _length = Encoding.UTF8.GetBytes(head, _buffer);
        body.CopyTo(_buffer.AsSpan(_length));
        _length += body.Length;
        _buffer[_length++] = (byte)'\n';
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
