using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Sinks;

/// <summary>The caller's stream. It is not disposed.</summary>
internal sealed class StreamSink(Stream stream) : ResponseSink
{
    public override SinkTransfer Begin(bool bufferUntilCommit, long maxBytes) => bufferUntilCommit
        ? new BufferedTransfer((body, isAsync, cancellationToken) => body.CopyToAsync(stream, isAsync, cancellationToken))
        : new DirectTransfer(stream);
}
