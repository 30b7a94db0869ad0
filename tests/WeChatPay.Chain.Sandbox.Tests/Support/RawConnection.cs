using System.Net.Sockets;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>Sends a request byte for byte, for tests of what an HTTP client would normalize or reject.</summary>
public static class RawConnection
{
    /// <returns>All that was received until the connection was closed, one character per byte.</returns>
    public static async Task<string> SendAsync(Uri server, string requestLine, string authorization, string body = "", string headers = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        var request = $"{requestLine}\r\nHost: {server.Authority}\r\nConnection: close\r\nAccept: */*\r\nUser-Agent: "
            + $"raw/1.0\r\nAuthorization: {authorization}\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
