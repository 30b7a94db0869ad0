namespace WeChatPay.Chain.Tests.Support;

/// <summary>A body that is generated while it is read.</summary>
/// <param name="next">Fills the buffer and returns the number of bytes; zero at the end.</param>
internal sealed class GeneratedBody(Func<Memory<byte>, int> next) : Stream
{
    /// <summary>Creates a body of zeros.</summary>
    public static GeneratedBody Zeros(long length) => new(buffer =>
    {
        var count = (int)Math.Min(buffer.Length, length);
        length -= count;
        return count;
    });

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // The base class reads a span into a pooled array, which is not empty.
    public override int Read(byte[] buffer, int offset, int count)
    {
        buffer.AsSpan(offset, count).Clear();
        return next(buffer.AsMemory(offset, count));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(next(buffer));
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
