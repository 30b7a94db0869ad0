namespace WeChatPay.Chain.Sinks;

/// <summary>A file, which appears under its name only when the body is complete and verified.</summary>
internal sealed class FileSink(string path) : ResponseSink
{
    public static bool CanCreate(string path) => !string.IsNullOrWhiteSpace(path) && !path.Contains('\0')
        && !Directory.Exists(path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)));

    public override SinkTransfer Begin(bool bufferUntilCommit, long maxBytes) => FileTransfer.Create(path);
}
