using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>A server on loopback. Once armed, it ends each connection as the cell says; before, it responds normally.</summary>
/// <param name="ending">How connections end once it is armed.</param>
/// <param name="certificate">Null for plain HTTP.</param>
internal sealed class AttackServer(Ending ending, X509Certificate2? certificate) : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly List<Socket> _open = [];
    private readonly Lock _lock = new();
    private volatile bool _isArmed;
    private int _asks;

    public Counts Counts { get; } = new();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public AttackServer Start()
    {
        _listener.Start();
        Run(AcceptAsync());
        return this;
    }

    /// <summary>
    /// Applies the ending from now on. A stage before the request needs a new connection, so open ones are closed.
    /// </summary>
    public void Arm()
    {
        _isArmed = true;
        if (ending.Stage < Stage.HeadRead)
        {
            CloseAll();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }
        CloseAll();
        await Task.WhenAll(running);
        _stop.Dispose();
    }

    private void CloseAll()
    {
        lock (_lock)
        {
            _open.ForEach(socket => socket.Close());
        }
    }

    private void Run(Task task)
    {
        lock (_lock)
        {
            _running.Add(task);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                lock (_lock)
                {
                    _open.Add(socket);
                }
                Run(ServeAsync(socket));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested || ending.How == How.Gone)
        {
            // The cell has ended, or the server has stopped listening.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        try
        {
            socket.NoDelay = true;
            var stream = await OpenAsync(socket);
            if (stream is null)
            {
                return;
            }
            var connection = new AttackConnection(stream, Counts);
            while (await connection.ReadHeadAsync(_stop.Token) is { } head)
            {
                if (!await RespondAsync(connection, head, socket))
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException
            or IOException
            or ObjectDisposedException
            or AuthenticationException
            or InvalidOperationException
            or SocketException)
        {
            // The client or the end of the cell closed the connection.
        }
    }

    /// <returns>Null when the connection ended before a request.</returns>
    private async Task<Stream?> OpenAsync(Socket socket)
    {
        Stream stream = new NetworkStream(socket);
        var how = _isArmed && ending.Stage is Stage.Accepted or Stage.TunnelAsked ? ending.How : How.Whole;
        if (how != How.Whole)
        {
            await EndAsync(socket, how);
            return null;
        }
        if (certificate is null)
        {
            return await SurvivesAsync(socket, Stage.Handshake, Stage.TunnelRefused) ? stream : null;
        }
        if (await AttackConnection.SkipConnectAsync(stream, _stop.Token) is var (isTunnel, rest))
        {
            if (isTunnel && _isArmed && ending.Stage == Stage.TunnelRefused)
            {
                await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stop.Token);
                await EndAsync(socket, ending.How);
                return null;
            }
            if (isTunnel)
            {
                await stream.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray(), _stop.Token);
            }
            if (!await SurvivesAsync(socket, Stage.Handshake, Stage.TunnelRefused))
            {
                return null;
            }
            var secured = new SslStream(new PrefixedStream(rest, stream));
            await secured.AuthenticateAsServerAsync(certificate);
            return secured;
        }
        return null;
    }

    private async Task<bool> SurvivesAsync(Socket socket, params Stage[] stages)
    {
        if (_isArmed && stages.Contains(ending.Stage))
        {
            await EndAsync(socket, ending.How);
            return false;
        }
        return true;
    }

    /// <returns>Whether the connection may take another request.</returns>
    private async Task<bool> RespondAsync(AttackConnection connection, RequestHead head, Socket socket)
    {
        var stage = _isArmed ? ending.Stage : Stage.Complete;
        if (stage == Stage.Busy && Interlocked.Increment(ref _asks) > 1)
        {
            stage = Stage.Complete;
        }
        if (stage == Stage.HeadRead)
        {
            return await EndAsync(socket, ending.How);
        }
        await connection.ReadBodyAsync(head, stage == Stage.HalfBodyRead ? head.BodyLength / 2 : head.BodyLength, _stop.Token);
        if (stage is Stage.HalfBodyRead or Stage.RequestRead)
        {
            return await EndAsync(socket, ending.How);
        }
        Counts.RecordResponse(stage);
        await connection.Stream.WriteAsync(AttackResponses.Create(stage), _stop.Token);
        await connection.Stream.FlushAsync(_stop.Token);
        return stage is Stage.Complete or Stage.Busy or Stage.Error or Stage.Page403 or Stage.Page503
            || await EndAsync(socket, ending.How == How.Whole ? How.Fin : ending.How);
    }

    private async Task<bool> EndAsync(Socket socket, How how)
    {
        if (how == How.Silence)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }
        if (how == How.Gone)
        {
            _listener.Stop();
        }
        if (how == How.Reset)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        else
        {
            // Unread data would turn the FIN into a reset.
            socket.Shutdown(SocketShutdown.Send);
            await Task.WhenAny(DrainAsync(socket), Task.Delay(TimeSpan.FromSeconds(1), _stop.Token));
        }
        socket.Close();
        return false;
    }

    private async Task DrainAsync(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, _stop.Token) > 0)
            {
                // With TLS, these may be bytes of the handshake.
                if (certificate is null)
                {
                    Counts.NoteByte();
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client closed first.
        }
    }
}
