using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bodies;

/// <summary>A response's body as a stream to be read; each piece that arrives gives the call its time again.</summary>
/// <param name="body">Stays its owner's.</param>
/// <param name="deadline">Null for a call that has none.</param>
/// <param name="most">How many bytes are read.</param>
internal sealed class BodyStream(BodyReader body, Deadline? deadline, long most) : ReadOnlyStream
{
    private long _received;

    public override int Read(Span<byte> buffer) => Arrived(body.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Arrived(await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    private int Arrived(int count)
    {
        deadline?.Restart();
        DownloadLimit.Check(_received += count, most);
        return count;
    }
}
