using System.Security.Cryptography;

namespace WeChatPay.Chain.Wire;

/// <summary>Takes an answer's body as it streams, and gives it to the caller only when it is complete and verified.</summary>
internal sealed class ResponseSink : IDisposable
{
    private readonly object _target;
    private readonly bool _waits;
    private readonly string? _partialPath;

    private ResponseSink(object target, Stream stream, bool waits, string? partialPath = null)
    {
        _target = target;
        Stream = stream;
        _waits = waits;
        _partialPath = partialPath;
    }

    /// <summary>Where the body is written; readable again when the answer is signed.</summary>
    public Stream Stream { get; }

    /// <param name="target">A path, a stream, or an <see cref="IBodySink"/>.</param>
    /// <param name="signed">Whether the body has to wait until its signature is checked.</param>
    public static ResponseSink Open(object target, bool signed)
    {
        if (target is string path)
        {
            var partialPath = $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.part";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
            return new ResponseSink(target, new FileStream(partialPath, options), waits: true, partialPath);
        }
        return signed
            ? new ResponseSink(target, TemporaryFile.Create(), waits: true)
            : new ResponseSink(target, target as Stream ?? Stream.Null, waits: false);
    }

    /// <summary>Finds out before anything is sent whether a body can go there.</summary>
    /// <param name="target">What the caller gave; null for none.</param>
    /// <param name="name">What the caller knows it as.</param>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static object? Checked(object? target, string name) => target switch
    {
        null or Stream { CanWrite: true } or IBodySink => target,
        string path when CanHoldAFile(path) => target,
        string path => throw new ArgumentException($"'{name}' is '{path}', where no file can be written: its folder must exist, and it must not be a folder itself.", name),
        _ => throw new ArgumentException($"'{name}' is a {target.GetType().Name}; a file path or a writable Stream is expected.", name),
    };

    /// <param name="body">Is read to its end.</param>
    /// <param name="hash">Gets every byte too; null when nothing is to be hashed.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task ReceiveAsync(BodyReader body, IncrementalHash? hash, CancellationToken cancellationToken)
    {
        if (_target is IBodySink sink && !_waits)
        {
            var start = await body.PeekAsync(cancellationToken).ConfigureAwait(false);
            await sink.ReceiveAsync(body.AsStream(), Gzip.Begins(start.Span), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await body.CopyToAsync(Stream, hash, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="ReceiveAsync"/>
    public void Receive(BodyReader body, IncrementalHash? hash)
    {
        if (_target is IBodySink sink && !_waits)
        {
            var start = body.Peek();
            sink.Receive(body.AsStream(), Gzip.Begins(start.Span));
        }
        else
        {
            body.CopyTo(Stream, hash);
        }
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (_partialPath is not null)
        {
            MoveIntoPlace();
        }
        else if (_waits && _target is IBodySink sink)
        {
            await sink.ReceiveAsync(Stream, Gzip.Begins(Stream), cancellationToken).ConfigureAwait(false);
        }
        else if (_waits)
        {
            Stream.Position = 0;
            await Stream.CopyToAsync((Stream)_target, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Commit()
    {
        Stream.Flush();
        if (_partialPath is not null)
        {
            MoveIntoPlace();
        }
        else if (_waits && _target is IBodySink sink)
        {
            sink.Receive(Stream, Gzip.Begins(Stream));
        }
        else if (_waits)
        {
            Stream.Position = 0;
            Stream.CopyTo((Stream)_target);
        }
    }

    public void Dispose()
    {
        if (!_waits)
        {
            return;
        }
        try
        {
            Stream.Dispose();
        }
        finally
        {
            // Not there any more when it was moved, or when its folder was removed.
            if (File.Exists(_partialPath))
            {
                File.Delete(_partialPath);
            }
        }
    }

    private static bool CanHoldAFile(string path) => !string.IsNullOrWhiteSpace(path) && !path.Contains('\0')
        && !Directory.Exists(path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)));

    private void MoveIntoPlace()
    {
        var path = (string)_target;
        Stream.Dispose();
        try
        {
            File.Move(_partialPath!, path, overwrite: true);
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new DirectoryNotFoundException($"The file '{path}' was received, but its folder was removed meanwhile, and the file with it. Create the folder and ask again.", exception);
        }
    }
}
