namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>A stream whose first bytes have already been read.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream inner) : ForwardingStream(inner)
{
    private int _taken;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_taken == prefix.Length || buffer.Length == 0)
        {
            return await base.ReadAsync(buffer, cancellationToken);
        }
        var count = Math.Min(buffer.Length, prefix.Length - _taken);
        prefix.AsMemory(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }
}
