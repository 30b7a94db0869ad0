using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WeChatPay.Chain.Redis.Tests.Support;

/// <summary>A Redis on a free loopback port that keeps nothing.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly string _path;
    private Process? _process;

    public RedisServer(int? port = null)
    {
        _path = InstalledProgram.Find("redis-server");
        Port = port ?? FreePort();
        Start();
    }

    public int Port { get; }

    public string Configuration => $"127.0.0.1:{Port}";

    public void Start()
    {
        var start = new ProcessStartInfo(_path, ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", Path.GetTempPath()])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                // Nothing more is read; what it says now is little, and fits into the pipe.
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

    public void Dispose() => Stop();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
