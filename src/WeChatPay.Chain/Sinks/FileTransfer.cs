using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Sinks;

/// <summary>Writes the body to a file in the same folder, which replaces the target when it is complete and verified.</summary>
internal sealed class FileTransfer : SinkTransfer
{
    private readonly string _path;
    private readonly string? _partialPath;
    private readonly FileStream _stream;

    private FileTransfer(string path, FileStream stream, string? partialPath)
    {
        _path = path;
        _stream = stream;
        _partialPath = partialPath;
    }

    public override Stream Stream => _stream;

    /// <param name="path">The target. A symbolic link is resolved, and its target is replaced.</param>
    public static FileTransfer Create(string path)
    {
        var target = new FileInfo(Path.GetFullPath(path));
        if (target.LinkTarget is not null)
        {
            target = (FileInfo)target.ResolveLinkTarget(returnFinalTarget: true)!;
        }
        // A device or a pipe must not be replaced. It has no length; only a target with a length is certainly a regular file.
        if (target is { Exists: true, Length: 0 })
        {
            return new FileTransfer(target.FullName, TemporaryFile.Create(), partialPath: null);
        }
        var partialPath = $"{target.FullName}.{Guid.NewGuid():N}.part";
        return new FileTransfer(target.FullName, CreatePartialFile(partialPath, target), partialPath);
    }

    public override void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        finally
        {
            // Does not exist if it was moved, or if its folder was removed.
            if (File.Exists(_partialPath))
            {
                File.Delete(_partialPath);
            }
        }
    }

    protected override async ValueTask HandOverAsync(bool isAsync, CancellationToken cancellationToken)
    {
        if (_partialPath is not null)
        {
            MoveIntoPlace(_partialPath);
            return;
        }
        using var existing = OpenExisting();
        _stream.Position = 0;
        await _stream.CopyToAsync(existing, isAsync, cancellationToken).ConfigureAwait(false);
    }

    private static FileStream CreatePartialFile(string path, FileInfo target)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous,
        };
        if (!target.Exists || OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }
        // Never readable by anyone who cannot read the existing file. Its mode may forbid writing, so it is set after the file is open.
        var mode = target.UnixFileMode;
        options.UnixCreateMode = mode | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var stream = new FileStream(path, options);
        File.SetUnixFileMode(stream.SafeFileHandle, mode);
        return stream;
    }

    // Unbuffered: the buffer of a pipe's stream would be written when it is disposed.
    private FileStream OpenExisting() => new(_path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    private void MoveIntoPlace(string partialPath)
    {
        _stream.Dispose();
        try
        {
            File.Move(partialPath, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new DirectoryNotFoundException(
                $"The file '{_path}' was received, but its folder was removed during the download. "
                    + "Create the folder and retry the download.",
                exception);
        }
    }
}
