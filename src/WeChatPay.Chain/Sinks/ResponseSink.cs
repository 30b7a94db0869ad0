namespace WeChatPay.Chain.Sinks;

/// <summary>Receives the body of a response, which is then not held in memory.</summary>
internal abstract class ResponseSink
{
    /// <summary>Parses what a caller passed, before anything is sent.</summary>
    /// <param name="target">A file path, a writable stream or a sink; <see langword="null"/> for none.</param>
    /// <param name="name">The option or the parameter, for messages.</param>
    /// <exception cref="ArgumentException">A body cannot be written to <paramref name="target"/>.</exception>
    public static ResponseSink? Parse(object? target, string name) => target switch
    {
        null => null,
        ResponseSink sink => sink,
        Stream { CanWrite: true } stream => new StreamSink(stream),
        string path when FileSink.CanCreate(path) => new FileSink(path),
        string path => throw new ArgumentException(
            $"'{name}' is '{path}', where no file can be created. The folder must exist, and the path must not be a folder itself.", name),
        _ => throw new ArgumentException($"'{name}' is a {target.GetType().Name}; a file path or a writable Stream is expected.", name),
    };

    /// <summary>Begins to receive one response.</summary>
    /// <param name="bufferUntilCommit">Whether the caller may see the body only after <see cref="SinkTransfer.CommitAsync"/>.</param>
    /// <param name="maxBytes">The maximum decompressed size for a <see cref="ReadingSink"/>, in bytes.</param>
    public abstract SinkTransfer Begin(bool bufferUntilCommit, long maxBytes);
}
