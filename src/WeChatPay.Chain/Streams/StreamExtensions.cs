namespace WeChatPay.Chain.Streams;

/// <summary>Reads and writes streams synchronously or asynchronously, as a parameter specifies.</summary>
internal static class StreamExtensions
{
    private const int ChunkBytes = 64 * 1024;

    public static ValueTask<int> ReadAsync(this Stream stream, Memory<byte> buffer, bool isAsync, CancellationToken cancellationToken) =>
        isAsync ? stream.ReadAsync(buffer, cancellationToken) : new(stream.Read(buffer.Span));

    public static ValueTask WriteAsync(this Stream stream, ReadOnlyMemory<byte> bytes, bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            return stream.WriteAsync(bytes, cancellationToken);
        }
        stream.Write(bytes.Span);
        return ValueTask.CompletedTask;
    }

    public static ValueTask FlushAsync(this Stream stream, bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            return new(stream.FlushAsync(cancellationToken));
        }
        stream.Flush();
        return ValueTask.CompletedTask;
    }

    public static ValueTask CopyToAsync(this Stream stream, Stream target, bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            return new(stream.CopyToAsync(target, ChunkBytes, cancellationToken));
        }
        stream.CopyTo(target, ChunkBytes);
        return ValueTask.CompletedTask;
    }
}
