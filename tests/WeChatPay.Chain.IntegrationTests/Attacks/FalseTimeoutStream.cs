namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>
/// Reports every failed read as a timeout, with the exception that sockets throw for a connection that was not established in time.
/// </summary>
internal sealed class FalseTimeoutStream(Stream inner) : ForwardingStream(inner)
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return base.Read(buffer, offset, count) is > 0 and var read ? read : throw FalseTimeout();
        }
        catch (IOException)
        {
            throw FalseTimeout();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 || buffer.Length == 0 ? read : throw FalseTimeout();
        }
        catch (IOException)
        {
            throw FalseTimeout();
        }
    }

    private static OperationCanceledException FalseTimeout() => new("The stream timed out.", new TimeoutException());
}
