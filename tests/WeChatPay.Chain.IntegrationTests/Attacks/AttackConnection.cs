using System.Globalization;
using System.Text;

namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>Reads requests off a connection, and counts what it reads.</summary>
internal sealed class AttackConnection(Stream stream, Counts counts)
{
    private const string HeadEnd = "\r\n\r\n";

    public Stream Stream => stream;

    /// <returns>Whether the connection begins with a CONNECT, which is read; and what was read of anything else.</returns>
    public static async Task<(bool IsTunnel, byte[] First)?> SkipConnectAsync(Stream stream, CancellationToken cancellationToken)
    {
        var first = new byte[1];
        if (await stream.ReadAsync(first, cancellationToken) == 0)
        {
            return null;
        }
        // A TLS record begins with 22.
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

/// <summary>What is needed of a request's head.</summary>
internal sealed record RequestHead(int BodyLength);
