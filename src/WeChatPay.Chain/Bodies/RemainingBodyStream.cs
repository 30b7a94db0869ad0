using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bodies;

/// <summary>
/// The unread part of a response body, for a sink that reads the body itself. Each chunk restarts the timeout of the call.
/// </summary>
/// <param name="body">Not disposed.</param>
/// <param name="deadline">The deadline of the call.</param>
/// <param name="maxBytes">The maximum size.</param>
internal sealed class RemainingBodyStream(BodyReader body, Deadline deadline, long maxBytes) : ReadOnlyStream
{
    private long _received;

    public override int Read(Span<byte> buffer) => Count(body.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    private int Count(int read)
    {
        deadline.Restart();
        _received += read;
        DownloadLimit.Check(_received, maxBytes);
        return read;
    }
}
