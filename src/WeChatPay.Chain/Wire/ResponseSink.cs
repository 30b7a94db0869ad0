namespace WeChatPay.Chain.Wire;

/// <summary>Takes an answer's body as it streams, and gives it to the caller only when it is complete and verified.</summary>
internal sealed class ResponseSink : IDisposable
{
    private readonly object _target;
    private readonly string? _partialPath;

    private ResponseSink(object target, Stream stream, string? partialPath)
    {
        _target = target;
        Stream = stream;
        _partialPath = partialPath;
    }

    /// <summary>Where the body is written; readable again when the answer is signed.</summary>
    public Stream Stream { get; }

    /// <param name="target">The option <c>sink</c>: a path or a stream.</param>
    /// <param name="signed">Whether the body has to wait until its signature is checked.</param>
    public static ResponseSink Open(object target, bool signed)
    {
        if (target is Stream stream && !signed)
        {
            return new ResponseSink(target, stream, null);
        }
        var partialPath = target is string path ? $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.part" : Path.GetTempFileName();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        return new ResponseSink(target, new FileStream(partialPath, options), partialPath);
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (_target is Stream caller && _partialPath is not null)
        {
            Stream.Position = 0;
            await Stream.CopyToAsync(caller, cancellationToken).ConfigureAwait(false);
        }
        MoveIntoPlace();
    }

    public void Commit()
    {
        Stream.Flush();
        if (_target is Stream caller && _partialPath is not null)
        {
            Stream.Position = 0;
            Stream.CopyTo(caller);
        }
        MoveIntoPlace();
    }

    public void Dispose()
    {
        if (_partialPath is not null)
        {
            Stream.Dispose();
            File.Delete(_partialPath);
        }
    }

    private void MoveIntoPlace()
    {
        if (_target is string path)
        {
            Stream.Dispose();
            File.Move(_partialPath!, path, overwrite: true);
        }
    }
}
