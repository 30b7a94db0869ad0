using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A loopback server that reads requests from real sockets and sends the bytes that a test writes.</summary>
/// <param name="respond">Responds to a request on its connection. Closing the stream closes the connection.</param>
/// <param name="tls">Null for plain HTTP.</param>
internal sealed class LoopbackServer(
    Func<ReceivedRequest, Stream, CancellationToken, Task> respond, SslServerAuthenticationOptions? tls = null)
    : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Task> _running = new();
    private readonly ConcurrentQueue<LoopbackConnection> _connections = new();

    public LoopbackServer(FakeResponse response)
        : this((_, stream, cancellationToken) => stream.WriteAsync(Wire(response), cancellationToken).AsTask())
    {
    }

    public Uri Address => new($"{(tls is null ? "http" : "https")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>The connections, each with its requests.</summary>
    public IReadOnlyList<LoopbackConnection> Connections => [.. _connections];

    /// <summary>The only request of the test.</summary>
    public ReceivedRequest Request => _connections.SelectMany(connection => connection.Requests).Single();

    /// <summary>Formats a response as HTTP/1.1.</summary>
    /// <param name="response">The response to send. Its body is sent as it is.</param>
    /// <param name="head">Additional header lines, each with its line end.</param>
    /// <param name="announced">The <c>Content-Length</c>; null for the actual length.</param>
    public static byte[] Wire(FakeResponse response, string head = "", int? announced = null)
    {
        using var message = response.ToMessage(TimeProvider.System);
        var headers = string.Concat(
            message.Headers.NonValidated.Concat(message.Content.Headers.NonValidated.Where(header => header.Key != "Content-Length"))
                .Select(header => $"{header.Key}: {header.Value}\r\n"));
        return [
            .. Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {(int)response.Status} OK\r\n{headers}{head}Content-Length: {announced ?? response.Body.Length}\r\n\r\n"),
            .. response.Body
        ];
    }

    public LoopbackServer Start()
    {
        _listener.Start();
        _running.Enqueue(AcceptAsync());
        return this;
    }

    public WeChatPayClient CreateClient(Action<WeChatPayClientOptions>? configure = null)
    {
        var options = Merchant.Options();
        options.BaseAddress = Address;
        configure?.Invoke(options);
        return new WeChatPayClient(options);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _running.Enqueue(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient socket)
    {
        using var owned = socket;
        try
        {
            var connection = await OpenAsync(socket.GetStream());
            _connections.Enqueue(connection);
            while (await ReadAsync(connection.Stream) is { } request)
            {
                connection.Receive(request);
                await respond(request, connection.Stream, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException
            or IOException
            or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client, or the test, has closed the connection or refused to open it.
        }
    }

    private async Task<LoopbackConnection> OpenAsync(NetworkStream stream)
    {
        if (tls is null)
        {
            return new LoopbackConnection(stream, null);
        }
        var secured = new SslStream(stream);
        await secured.AuthenticateAsServerAsync(tls, _stop.Token);
        return new LoopbackConnection(secured, secured.RemoteCertificate?.GetCertHashString());
    }

    private async Task<ReceivedRequest?> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(octet, _stop.Token) == 0)
            {
                return null;
            }
            head.Append((char)octet[0]);
        }
        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var verbatim = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        return new ReceivedRequest(
            new HttpMethod(lines[0].Split(' ')[0]), new Uri($"http://localhost{lines[0].Split(' ')[1]}", verbatim), headers, body);
    }
}
