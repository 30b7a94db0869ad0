using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>
/// How a connection breaks instead of carrying a response. WireMock.Net's own faults keep the connection open, so these act on its socket.
/// </summary>
public sealed class ConnectionFault
{
    private const string NotHttp = "neither a status line nor the size of a chunk\r\n";

    private readonly string _name;
    private readonly Action<HttpContext> _cause;

    private ConnectionFault(string name, Action<HttpContext> cause) => (_name, _cause) = (name, cause);

    /// <summary>The connection is closed before the first byte of a response.</summary>
    public static ConnectionFault Closed { get; } = CloseAfter(nameof(Closed), "");

    /// <summary>The connection is reset (RST) before the first byte of a response.</summary>
    public static ConnectionFault Reset { get; } = new(nameof(Reset), context => context.Abort());

    /// <summary>The connection is closed after bytes that are not HTTP.</summary>
    public static ConnectionFault Garbage { get; } = CloseAfter(nameof(Garbage), NotHttp);

    /// <summary>The connection is closed after the head of a response with status 200 and a broken chunk of its body.</summary>
    public static ConnectionFault MalformedChunk { get; } =
        CloseAfter(nameof(MalformedChunk), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + NotHttp);

    public void Cause(HttpContext context) => _cause(context);

    public override string ToString() => _name;

    private static ConnectionFault CloseAfter(string name, string sent) => new(name, context =>
    {
        var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
        socket.Send(Encoding.ASCII.GetBytes(sent));
        socket.Shutdown(SocketShutdown.Both);
    });
}
