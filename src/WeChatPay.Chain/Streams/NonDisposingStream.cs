namespace WeChatPay.Chain.Streams;

/// <summary>Reads a stream without disposing it.</summary>
internal sealed class NonDisposingStream(Stream content) : ReadOnlyStream
{
    public override long Position
    {
        get => content.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => content.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        content.ReadAsync(buffer, cancellationToken);
}
