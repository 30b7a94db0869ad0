namespace WeChatPay.Chain.Streams;

/// <summary>Appends bytes to the end of a stream.</summary>
internal sealed class SuffixedStream(Stream inner, byte[] tail, bool leaveOpen) : ReadOnlyStream
{
    private int _taken;
    private bool _hasEnded;

    public override int Read(Span<byte> buffer) => AppendTail(buffer, _hasEnded ? 0 : inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _hasEnded ? 0 : await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return AppendTail(buffer.Span, read);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private int AppendTail(Span<byte> buffer, int read)
    {
        if (read > 0 || buffer.Length == 0)
        {
            return read;
        }
        _hasEnded = true;
        var count = Math.Min(buffer.Length, tail.Length - _taken);
        tail.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }
}
