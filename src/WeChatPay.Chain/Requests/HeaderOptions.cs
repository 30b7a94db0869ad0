using System.Buffers;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Reads the option <c>headers</c>, and rejects headers that would break the request or its signature.</summary>
internal static class HeaderOptions
{
    private static readonly SearchValues<char> _token =
        SearchValues.Create("!#$%&'*+.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-");

    // Set by the signature and by HTTP itself. A second value would change the meaning of the request.
    private static readonly string[] _reserved =
    [
        WeChatPayHeaders.Authorization, "Host", "Content-Length", "Transfer-Encoding", "Connection"
    ];

    /// <summary>
    /// Reads names and values. In a member name of an object, <c>_</c> becomes a hyphen, which a C# name cannot contain. The keys of a
    /// dictionary are used as they are.
    /// </summary>
    /// <param name="headers">The option; <see langword="null"/> for none.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(object? headers)
    {
        if (headers is null)
        {
            return [];
        }
        var areMembers = NamedValues.IsObject(headers);
        var pairs = NamedValues.TryRead(headers) ?? throw new ArgumentException(
            $"The option 'headers' is a {TypeLabel.From(headers.GetType())}; an object or a dictionary is expected.", "headers");
        var read = new List<KeyValuePair<string, string>>();
        foreach (var (key, value) in pairs)
        {
            var name = areMembers ? key.Replace('_', '-') : key;
            CheckName(name);
            foreach (var text in GetTexts(name, value))
            {
                CheckValue(name, text);
                read.Add(KeyValuePair.Create(name, text));
            }
        }
        return read;
    }

    /// <summary>Finds the first value of a header. Names are not case-sensitive.</summary>
    /// <returns><see langword="null"/> if the header is not present.</returns>
    public static string? Find(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
    {
        foreach (var header in headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }
        return null;
    }

    // A null value is omitted, also in a list.
    private static IEnumerable<string> GetTexts(string name, object? value)
    {
        IEnumerable<object?> items = ScalarText.IsScalar(value) ? [value] : ListValues.TryRead(value!) ?? [value];
        foreach (var item in items)
        {
            if (!ScalarText.IsScalar(item))
            {
                throw new ArgumentException(
                    $"The value of the header '{name}' is a {TypeLabel.From(item!.GetType())}; a string, a number "
                        + "or a list of them is expected.",
                    "headers");
            }
            if (ScalarText.From(item, $"The value of the header '{name}'", "headers") is { } text)
            {
                yield return text;
            }
        }
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(_token))
        {
            throw new ArgumentException("'headers' contains an invalid header name. Use letters, digits and hyphens.", "headers");
        }
        if (_reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"The header '{name}' cannot be set: " + (name.Equals(WeChatPayHeaders.Authorization, StringComparison.OrdinalIgnoreCase)
                    ? "it carries the signature, which is made with the client's MerchantPrivateKey."
                    : "it follows from the URL and the body."),
                "headers");
        }
    }

    private static void CheckValue(string name, string value)
    {
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException(
                $"The value of the header '{name}' contains a line break or another character outside printable "
                    + "ASCII, which a header cannot carry.",
                "headers");
        }
    }
}
