namespace WeChatPay.Chain.Streams;

/// <summary>Creates temporary files that only their owner can read, and that are deleted when they are closed.</summary>
internal static class TemporaryFile
{
    // Shared, so that several readers can open the file at the same time.
    public static FileStream Create() => new(Path.GetTempFileName(), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.ReadWrite,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
    });
}
