namespace WeChatPay.Chain.Streams;

/// <summary>Files for what must not be seen yet: readable by their owner alone, and gone when they are closed.</summary>
internal static class TemporaryFile
{
    // Others may open it beside its owner, or nothing in it could be read twice at once.
    public static FileStream Create() => new(Path.GetTempFileName(), new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.ReadWrite,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
    });
}
