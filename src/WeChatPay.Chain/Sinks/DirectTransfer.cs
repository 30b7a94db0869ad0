namespace WeChatPay.Chain.Sinks;

/// <summary>Passes an unsigned body on as it arrives.</summary>
internal sealed class DirectTransfer : SinkTransfer
{
    public DirectTransfer(Stream stream) => Stream = stream;

    public DirectTransfer(ReadingSink reader)
    {
        Stream = Stream.Null;
        Reader = reader;
    }

    public override Stream Stream { get; }

    public override ReadingSink? Reader { get; }

    public override bool IsVisible => Reader is null;

    public override void Dispose()
    {
        // The stream is the caller's.
    }
}
