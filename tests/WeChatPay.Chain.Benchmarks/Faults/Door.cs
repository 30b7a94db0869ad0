using System.Net;
using System.Net.Sockets;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>
/// A port on loopback that forwards to another. While it is shut, it accepts no connections and cuts off the existing ones.
/// </summary>
internal sealed class Door : IDisposable
{
    private readonly int _target;
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _passing = [];
    private Socket? _listener;
    private int _entries;

    /// <param name="target">The port on loopback to which it forwards.</param>
    public Door(int target)
    {
        _target = target;
        Open();
    }

    /// <summary>The port on which it listens; it stays the same when reopened.</summary>
    public int Port { get; private set; }

    /// <summary>The number of accepted connections.</summary>
    public int Entries => Volatile.Read(ref _entries);

    public void Open()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // Connections from before it was shut may still be in TIME_WAIT.
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        listener.Listen(512);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    public void Shut()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
            foreach (var socket in _passing)
            {
                // Without lingering, connections are reset, as when a host fails.
                socket.Close(timeout: 0);
            }
            _passing.Clear();
        }
    }

    public void Dispose() => Shut();

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket near;
            try
            {
                near = await listener.AcceptAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }
            Interlocked.Increment(ref _entries);
            _ = PassAsync(near);
        }
    }

    private async Task PassAsync(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _target);
                Remember(near, far);
                // When one side closes, both are closed.
                await await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // One side was reset, so the other is reset, too.
                near.Close(timeout: 0);
                far.Close(timeout: 0);
            }
            finally
            {
                Forget(near, far);
            }
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReceiveAsync(buffer)) > 0)
        {
            await to.SendAsync(buffer.AsMemory(0, read));
        }
    }

    private void Remember(Socket near, Socket far)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_listener is null, this);
            _passing.Add(near);
            _passing.Add(far);
        }
    }

    private void Forget(Socket near, Socket far)
    {
        lock (_lock)
        {
            _passing.Remove(near);
            _passing.Remove(far);
        }
    }
}
