using System.Buffers;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>What may stand in the headers of an response. Checked when a test writes it, because the server would only close the connection.</summary>
internal static class ResponseHeaders
{
    private static readonly SearchValues<char> _name = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly string[] _servers = ["Content-Type", "Content-Length", "Transfer-Encoding", "Connection"];

    public static IReadOnlyDictionary<string, string> Checked(IReadOnlyDictionary<string, string> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        foreach (var (name, value) in headers)
        {
            if (_servers.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new ArgumentException($"The header '{name}' follows from the response itself. Pass the content type with the body, and leave the others out.", nameof(headers));
            }
            Require(name, value);
        }
        return new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
    }

    public static void Require(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(_name) || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException($"The header '{name}' cannot be sent: a name is letters, digits and hyphens, a value is printable ASCII.", nameof(name));
        }
    }
}
