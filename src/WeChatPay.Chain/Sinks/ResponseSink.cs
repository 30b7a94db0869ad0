using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Sinks;

/// <summary>Takes a response's body as it streams, and gives it to the caller only when it is complete and verified.</summary>
internal sealed class ResponseSink : IDisposable
{
    private readonly object _target;
    private readonly long _most;
    private readonly bool _waits;
    private readonly SinkFile? _file;

    private ResponseSink(object target, long most, Stream stream, bool waits, SinkFile? file = null)
    {
        _target = target;
        _most = most;
        Stream = stream;
        _waits = waits;
        _file = file;
    }

    /// <summary>Where the body is written; readable again when the response is signed.</summary>
    public Stream Stream { get; }

    /// <param name="target">A path, a stream, or an <see cref="IBodySink"/>.</param>
    /// <param name="signed">Whether the body has to wait until its signature is checked.</param>
    /// <param name="most">How many bytes an <see cref="IBodySink"/> may unpack.</param>
    public static ResponseSink Open(object target, bool signed, long most)
    {
        if (target is string path)
        {
            var file = SinkFile.Create(path);
            return new ResponseSink(target, most, file.Stream, waits: true, file);
        }
        return signed
            ? new ResponseSink(target, most, TemporaryFile.Create(), waits: true)
            : new ResponseSink(target, most, target as Stream ?? Stream.Null, waits: false);
    }

    /// <summary>Finds out before anything is sent whether a body can go there.</summary>
    /// <param name="target">What the caller gave; null for none.</param>
    /// <param name="name">What the caller knows it as.</param>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public static object? Checked(object? target, string name) => target switch
    {
        null or Stream { CanWrite: true } or IBodySink => target,
        string path when SinkFile.CanBeCreated(path) => target,
        string path => throw new ArgumentException($"'{name}' is '{path}', where no file can be written: its folder must exist, and it must not be a folder itself.", name),
        _ => throw new ArgumentException($"'{name}' is a {target.GetType().Name}; a file path or a writable Stream is expected.", name),
    };

    /// <summary>What reads the body by itself as it arrives; <see langword="null"/> when the body is written to <see cref="Stream"/>.</summary>
    public IBodySink? Reader => _waits ? null : _target as IBodySink;

    /// <summary>Gives the body to the caller, unless its time is over.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (_file is not null)
        {
            await _file.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (_waits && _target is IBodySink sink)
        {
            await sink.ReceiveAsync(Stream, Gzip.Begins(Stream), _most, cancellationToken).ConfigureAwait(false);
        }
        else if (_waits)
        {
            Stream.Position = 0;
            await Stream.CopyToAsync((Stream)_target, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="CommitAsync"/>
    public void Commit(CancellationToken cancellationToken)
    {
        Stream.Flush();
        cancellationToken.ThrowIfCancellationRequested();
        if (_file is not null)
        {
            _file.Commit();
        }
        else if (_waits && _target is IBodySink sink)
        {
            sink.Receive(Stream, Gzip.Begins(Stream), _most);
        }
        else if (_waits)
        {
            Stream.Position = 0;
            Stream.CopyTo((Stream)_target);
        }
    }

    public void Dispose()
    {
        if (_file is not null)
        {
            _file.Dispose();
        }
        else if (_waits)
        {
            Stream.Dispose();
        }
    }
}
