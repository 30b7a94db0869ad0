using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Sinks;

/// <summary>A sink that reads the body itself, because decompression streams can be read from but not written to.</summary>
internal abstract class ReadingSink : ResponseSink
{
    /// <param name="body">The body, which is read to its end and left open. A retry starts again with another body.</param>
    /// <param name="isGzip">Whether the body starts with the bytes that identify gzip.</param>
    /// <param name="maxBytes">The maximum decompressed size, in bytes.</param>
    /// <param name="isAsync">Whether the method may return before it has done its work.</param>
    /// <param name="cancellationToken">Cancels the transfer.</param>
    public abstract ValueTask ReceiveAsync(Stream body, bool isGzip, long maxBytes, bool isAsync, CancellationToken cancellationToken);

    public sealed override SinkTransfer Begin(bool bufferUntilCommit, long maxBytes) => bufferUntilCommit
        ? new BufferedTransfer((body, isAsync, cancellationToken) =>
            ReceiveAsync(body, Gzip.Begins(body), maxBytes, isAsync, cancellationToken))
        : new DirectTransfer(this);
}
