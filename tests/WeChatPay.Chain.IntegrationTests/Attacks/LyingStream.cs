namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>
/// Reports every failed read as a time-out, in the shape in which the sockets report a connection that was not made in time.
/// </summary>
internal sealed class LyingStream(Stream inner) : PassingStream(inner)
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return base.Read(buffer, offset, count) is > 0 and var read ? read : throw Lie();
        }
        catch (IOException)
        {
            throw Lie();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.ReadAsync(buffer, cancellationToken) is var read && (read > 0 || buffer.Length == 0) ? read : throw Lie();
        }
        catch (IOException)
        {
            throw Lie();
        }
    }

    private static OperationCanceledException Lie() => new("The time of the stream is over.", new TimeoutException());
}
