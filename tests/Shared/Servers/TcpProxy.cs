using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>Forwards between an instance and a server, and delays, drops or holds the traffic.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly int _target;
    private volatile TaskCompletionSource? _held;
    private int _roundTrips;
    private int _hasReplied;

    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Configuration => $"127.0.0.1:{Port}";

    /// <summary>The delay of all traffic.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether replies are dropped while requests arrive.</summary>
    public bool DropsReplies { get; set; }

    /// <summary>How often a request has followed a reply.</summary>
    public int RoundTrips => Volatile.Read(ref _roundTrips);

    /// <summary>Holds all traffic in both directions without losing it.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _held?.TrySetResult();

    /// <summary>Closes the open connections.</summary>
    public void Cut()
    {
        while (_clients.TryTake(out var client))
        {
            client.Dispose();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
        Release();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ForwardAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has closed the proxy.
        }
    }

    private async Task ForwardAsync(TcpClient near)
    {
        var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        _clients.Add(near);
        _clients.Add(far);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target);
            _ = PumpAsync(near.GetStream(), far.GetStream(), isReply: false);
            _ = PumpAsync(far.GetStream(), near.GetStream(), isReply: true);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The server is not running, or the test has closed the connection.
            near.Dispose();
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool isReply)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer)) > 0)
            {
                Count(isReply);
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay);
                }
                if (_held is { } held)
                {
                    await held.Task;
                }
                if (!(isReply && DropsReplies))
                {
                    await to.WriteAsync(buffer.AsMemory(0, count));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // One of the peers or the test has closed the connection.
        }
        to.Dispose();
        from.Dispose();
    }

    private void Count(bool isReply)
    {
        if (isReply)
        {
            Volatile.Write(ref _hasReplied, 1);
        }
        else if (Interlocked.Exchange(ref _hasReplied, 0) == 1)
        {
            Interlocked.Increment(ref _roundTrips);
        }
    }
}
