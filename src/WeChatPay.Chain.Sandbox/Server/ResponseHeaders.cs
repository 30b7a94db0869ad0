using System.Buffers;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>Validates the headers of a response.</summary>
/// <remarks>This happens when a test sets them: at the time of sending, the server could only close the connection.</remarks>
internal static class ResponseHeaders
{
    private static readonly SearchValues<char> _nameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string[] _setByServer = ["Content-Type", "Content-Length", "Transfer-Encoding", "Connection"];

    /// <summary>Validates the headers and copies them into a dictionary that ignores case.</summary>
    public static IReadOnlyDictionary<string, string> Copy(IReadOnlyDictionary<string, string> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        foreach (var (name, value) in headers)
        {
            if (_setByServer.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw new ArgumentException(
                    $"The server sets the header '{name}'. Remove it; pass a content type together with the body.",
                    nameof(headers));
            }
            Validate(name, value);
        }
        return new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
    }

    public static void Validate(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(_nameCharacters) || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException(
                $"The header '{name}' is invalid: a name consists of letters, digits and hyphens, a value of printable ASCII characters.",
                nameof(name));
        }
    }
}
