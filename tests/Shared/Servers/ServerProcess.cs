using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>A server in a process that a test kills, freezes and starts again.</summary>
/// <param name="user">The user that the server runs as if this process runs as root, which many servers reject.</param>
/// <param name="program">The path of the server.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed class ServerProcess(string user, string program, params string[] arguments) : IDisposable
{
    private Process? _process;

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a program to its end.</summary>
    public static void Run(string user, string program, params string[] arguments)
    {
        using var process = Process.Start(CreateStart(user, program, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, error.GetAwaiter().GetResult);
    }

    public void Start()
    {
        _process = Process.Start(CreateStart(user, program, arguments))!;
        // Nobody reads the output, but the process must be able to write it.
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Ends the process and its children without any warning.</summary>
    public void Kill()
    {
        if (_process is null)
        {
            return;
        }
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Suspends the process and its children, which keep their connections.</summary>
    public void Freeze() => Signal("-STOP");

    public void Thaw() => Signal("-CONT");

    public void Dispose() => Kill();

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, .. Tree(_process!.Id).Select(id => $"{id}")]);
        kill.WaitForExit();
    }

    private static IEnumerable<int> Tree(int id) =>
        File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(child => Tree(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture)))
            .Prepend(id);

    private static ProcessStartInfo CreateStart(string user, string program, string[] arguments)
    {
        var isRoot = Environment.UserName == "root";
        return new ProcessStartInfo(
            isRoot ? "setpriv" : program,
            isRoot ? ["--reuid", user, "--regid", user, "--clear-groups", program, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Readable for any user.
            WorkingDirectory = "/",
        };
    }
}
