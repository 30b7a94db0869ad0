using WeChatPay.Chain.IntegrationTests.Attacks;

namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>Splits each write into several pieces, with a pause between them.</summary>
internal sealed class PiecewiseStream(Stream inner, int pieces, TimeSpan interval) : ForwardingStream(inner)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < pieces; i++)
        {
            if (i > 0)
            {
                await Task.Delay(interval, cancellationToken);
            }
            await base.WriteAsync(buffer[(buffer.Length * i / pieces)..(buffer.Length * (i + 1) / pieces)], cancellationToken);
            await FlushAsync(cancellationToken);
        }
    }
}
