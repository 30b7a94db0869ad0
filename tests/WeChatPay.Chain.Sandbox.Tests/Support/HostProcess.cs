using System.Diagnostics;

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>A process of its own, started in an empty folder, that runs a sandbox until its input ends.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, DirectoryInfo folder)
    {
        _process = process;
        Folder = folder;
    }

    /// <summary>Its working folder, its home and its folder for temporary files.</summary>
    public DirectoryInfo Folder { get; }

    /// <param name="environment">Added to what this process has.</param>
    /// <param name="files">Written into the folder before the start.</param>
    public static HostProcess Start(IReadOnlyDictionary<string, string>? environment = null, IReadOnlyDictionary<string, string>? files = null)
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
                // The runtime's own sockets for debuggers stand in the temporary folder.
                ["DOTNET_EnableDiagnostics"] = "0",
            },
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        return new HostProcess(Process.Start(start)!, folder);
    }

    /// <summary>The line that the process prints when its sandbox has answered: the base address and the status.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) => await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <param name="signal">Such as <c>INT</c>, which is what Ctrl+C sends.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> SignalAsync(string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-s", signal, $"{_process.Id}"]);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ends its input and waits for its end.</summary>
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
