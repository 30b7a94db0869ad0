using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Sinks;

/// <summary>A file that takes a response: under its own name only when it is complete and verified.</summary>
internal sealed class SinkFile : IDisposable
{
    private readonly string _path;
    private readonly string? _partialPath;

    private SinkFile(string path, FileStream stream, string? partialPath)
    {
        _path = path;
        Stream = stream;
        _partialPath = partialPath;
    }

    /// <summary>Where the response is written meanwhile.</summary>
    public FileStream Stream { get; }

    /// <param name="path">A link leads to its target, which is what is replaced.</param>
    public static SinkFile Create(string path)
    {
        var target = new FileInfo(Path.GetFullPath(path));
        if (target.LinkTarget is not null)
        {
            target = (FileInfo)target.ResolveLinkTarget(returnFinalTarget: true)!;
        }
        // A device or a pipe, which must stay what it is, has no length; only what has one is surely a file that another may replace.
        if (target is { Exists: true, Length: 0 })
        {
            return new SinkFile(target.FullName, TemporaryFile.Create(), partialPath: null);
        }
        var partialPath = $"{target.FullName}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        var mode = target.Exists && !OperatingSystem.IsWindows() ? target.UnixFileMode : (UnixFileMode?)null;
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            // Seen by nobody who could not see the file before; the process may not be allowed to write to its own file then.
            options.UnixCreateMode = mode.Value | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        var stream = new FileStream(partialPath, options);
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stream.SafeFileHandle, mode.Value);
        }
        return new SinkFile(target.FullName, stream, partialPath);
    }

    public static bool CanBeCreated(string path) => !string.IsNullOrWhiteSpace(path) && !path.Contains('\0')
        && !Directory.Exists(path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)));

    /// <summary>Gives the file its name.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_partialPath is not null)
        {
            MoveIntoPlace(_partialPath);
            return;
        }
        var existing = OpenExisting();
        await using (existing.ConfigureAwait(false))
        {
            Stream.Position = 0;
            await Stream.CopyToAsync(existing, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="CommitAsync"/>
    public void Commit()
    {
        if (_partialPath is not null)
        {
            MoveIntoPlace(_partialPath);
            return;
        }
        using var existing = OpenExisting();
        Stream.Position = 0;
        Stream.CopyTo(existing);
    }

    public void Dispose()
    {
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

    // Unbuffered: the buffer of a pipe's stream would be written when it is disposed.
    private FileStream OpenExisting() => new(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    private void MoveIntoPlace(string partialPath)
    {
        Stream.Dispose();
        try
        {
            File.Move(partialPath, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new DirectoryNotFoundException(
                $"The file '{_path}' was received, but its folder was removed meanwhile, and the file with it. Create the folder and ask again.", exception);
        }
    }
}
