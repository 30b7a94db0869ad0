using System.Diagnostics;

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>A separate process, started in an empty folder, that runs a sandbox until its standard input is closed.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        Folder = folder;
    }

    /// <summary>The working directory, home directory and temporary directory of the process.</summary>
    public DirectoryInfo Folder { get; }

    /// <param name="environment">Additional environment variables.</param>
    /// <param name="files">Files to write into the folder before the start.</param>
    public static HostProcess Start(
        IReadOnlyDictionary<string, string>? environment = null, IReadOnlyDictionary<string, string>? files = null)
    {
        var folder = Directory.CreateTempSubdirectory("sandbox-host-");
        foreach (var (name, text) in files ?? new Dictionary<string, string>())
        {
            File.WriteAllText(Path.Combine(folder.FullName, name), text);
        }
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(HostProcess).Assembly.Location])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["HOME"] = folder.FullName,
                ["TMPDIR"] = folder.FullName,
                // Otherwise the runtime creates diagnostic sockets in the temporary directory.
                ["DOTNET_EnableDiagnostics"] = "0",
            },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        return new HostProcess(Process.Start(start)!, folder);
    }

    /// <summary>Reads the line that the process prints after its first request: the base address and the status code.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <param name="signal">The name of the signal, such as <c>INT</c> (Ctrl+C).</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{_process.Id}"]);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Closes standard input and waits for the process to exit.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        Folder.Delete(recursive: true);
    }
}
