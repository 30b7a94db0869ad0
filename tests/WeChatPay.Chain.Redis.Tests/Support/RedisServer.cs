using System.Diagnostics;
using StackExchange.Redis;

namespace WeChatPay.Chain.Redis.Tests.Support;

/// <summary>A Redis server on a free loopback port, without persistence.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly string _path;
    private readonly string[] _arguments;
    private Process? _process;

    /// <param name="arguments">Further options of the server.</param>
    public RedisServer(params string[] arguments)
    {
        _path = InstalledProgram.Find("redis-server");
        _arguments = arguments;
        Port = ServerProcess.FreePort();
        Start();
    }

    public int Port { get; }

    public string Configuration => $"127.0.0.1:{Port}";

    public void Start()
    {
        var start = new ProcessStartInfo(
            _path,
            [
                "--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath(), .. _arguments,
            ])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                // The rest of the output is not read; it is short enough for the buffer of the pipe.
                return;
            }
        }
        throw new InvalidOperationException("redis-server ended before it was ready.");
    }

    public void Stop()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Suspends the process, which keeps its memory and its connections.</summary>
    public void Freeze() => Signal("-STOP");

    public void Thaw() => Signal("-CONT");

    /// <summary>Deletes everything.</summary>
    public Task FlushAsync() => ExecuteAsync("FLUSHALL");

    /// <summary>Makes the server a read-only replica of one that does not exist.</summary>
    public Task MakeReadOnlyAsync() => ExecuteAsync("REPLICAOF", "127.0.0.1", "1");

    public Task MakeWritableAsync() => ExecuteAsync("REPLICAOF", "NO", "ONE");

    public async Task ExecuteAsync(string command, params object[] arguments)
    {
        using var administrator = await ConnectionMultiplexer.ConnectAsync($"{Configuration},allowAdmin=true");
        await administrator.GetDatabase().ExecuteAsync(command, arguments);
    }

    public void Dispose() => Stop();

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        kill.WaitForExit();
    }
}
