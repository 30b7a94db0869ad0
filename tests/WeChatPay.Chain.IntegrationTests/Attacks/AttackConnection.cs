using System.Globalization;
using System.Text;

namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>Reads requests from a connection and counts them.</summary>
internal sealed class AttackConnection(Stream stream, Counts counts)
{
    private const string HeadEnd = "\r\n\r\n";

    public Stream Stream => stream;

    /// <returns>
    /// Whether the connection began with a CONNECT request, which is consumed; otherwise the byte that was read. Null when the
    /// connection was closed.
    /// </returns>
    public static async Task<(bool IsTunnel, byte[] First)?> SkipConnectAsync(Stream stream, CancellationToken cancellationToken)
    {
        var first = new byte[1];
        if (await stream.ReadAsync(first, cancellationToken) == 0)
        {
            return null;
        }
        // The first byte of a TLS record is 22.
        if (first[0] != 'C')
        {
            return (false, first);
        }
        var head = new StringBuilder("C");
        while (!EndsWithHead(head) && await stream.ReadAsync(first, cancellationToken) > 0)
        {
            head.Append((char)first[0]);
        }
        return (true, []);
    }

    /// <returns>Null when the client has closed the connection.</returns>
    public async Task<RequestHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!EndsWithHead(head))
        {
            if (await stream.ReadAsync(octet, cancellationToken) == 0)
            {
                return null;
            }
            counts.NoteByte();
            head.Append((char)octet[0]);
        }
        counts.NoteRead();
        var length = head.ToString()
            .Split("\r\n")
            .FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
        return new RequestHead(length is null ? 0 : int.Parse(length.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    public async Task ReadBodyAsync(RequestHead head, int count, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        for (var left = Math.Min(count, head.BodyLength); left > 0;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), cancellationToken);
            left = read == 0 ? throw new IOException("The client has closed the connection.") : left - read;
        }
    }

    private static bool EndsWithHead(StringBuilder head) =>
        head.Length >= HeadEnd.Length && head.ToString(head.Length - HeadEnd.Length, HeadEnd.Length) == HeadEnd;
}

/// <summary>The parts of a request's head that are needed.</summary>
internal sealed record RequestHead(int BodyLength);
