namespace WeChatPay.Chain.Wire;

/// <summary>An answer's body as a stream to be read; each piece that arrives gives the call its time again.</summary>
/// <param name="body">Stays its owner's.</param>
/// <param name="deadline">Null for a call that has none.</param>
/// <param name="most">How many bytes are read.</param>
internal sealed class BodyStream(BodyReader body, Deadline? deadline, long most) : Stream
{
    private long _received;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => Arrived(body.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Arrived(await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Arrived(int count)
    {
        deadline?.Restart();
        DownloadLimit.Check(_received += count, most);
        return count;
    }
}
