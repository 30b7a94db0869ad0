using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Sinks;

/// <summary>Holds the body in a temporary file until it is complete and verified.</summary>
/// <param name="handOver">Reads the complete body.</param>
internal sealed class BufferedTransfer(Func<Stream, bool, CancellationToken, ValueTask> handOver) : SinkTransfer
{
    private readonly FileStream _file = TemporaryFile.Create();

    public override Stream Stream => _file;

    public override void Dispose() => _file.Dispose();

    protected override ValueTask HandOverAsync(bool isAsync, CancellationToken cancellationToken)
    {
        _file.Position = 0;
        return handOver(_file, isAsync, cancellationToken);
    }
}
