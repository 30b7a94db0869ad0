using System.Text.RegularExpressions;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Reads the option <c>headers</c>, and refuses what would break the request or its signature.</summary>
internal static partial class HeaderOptions
{
    // What signing and HTTP itself write; a second value beside theirs would make the request mean something else.
    private static readonly string[] _reserved = [WeChatPayHeaders.Authorization, "Host", "Content-Length", "Transfer-Encoding", "Connection"];

    /// <summary>Reads names and values. In a member of an object <c>_</c> is a hyphen, which C# cannot write; the keys of a dictionary are literal.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Read(object headers)
    {
        var areMembers = NamedValues.IsObject(headers);
        var pairs = NamedValues.TryRead(headers) ?? throw new ArgumentException(
            $"The option 'headers' is a {TypeLabel.From(headers.GetType())}; an object or a dictionary is expected.", OptionNames.Headers);
        foreach (var (key, value) in pairs)
        {
            var name = areMembers ? key.Replace('_', '-') : key;
            CheckName(name);
            foreach (var text in TextsOf(name, value))
            {
                CheckValue(name, text);
                yield return KeyValuePair.Create(name, text);
            }
        }
    }

    // Null is left out, alone and in a list.
    private static IEnumerable<string> TextsOf(string name, object? value)
    {
        IEnumerable<object?> items = ScalarText.IsScalar(value) ? [value] : ListValues.TryRead(value!) ?? [value];
        foreach (var item in items)
        {
            if (!ScalarText.IsScalar(item))
            {
                throw new ArgumentException($"The value of the header '{name}' is a {TypeLabel.From(item!.GetType())}; a text, a number or a list of them is expected.", OptionNames.Headers);
            }
            if (ScalarText.From(item, $"The value of the header '{name}'", OptionNames.Headers) is { } text)
            {
                yield return text;
            }
        }
    }

    private static void CheckName(string name)
    {
        if (!Token().IsMatch(name))
        {
            throw new ArgumentException("A name in the option 'headers' is no header name: letters, digits and hyphens are expected.", OptionNames.Headers);
        }
        if (_reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"The header '{name}' cannot be set: " + (name.Equals(WeChatPayHeaders.Authorization, StringComparison.OrdinalIgnoreCase)
                    ? "it carries the signature, which is made from the client's MerchantPrivateKey."
                    : "it follows from the URL and the body."),
                OptionNames.Headers);
        }
    }

    private static void CheckValue(string name, string value)
    {
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException(
                $"The value of the header '{name}' contains a line break or another character outside printable ASCII, which a header cannot carry.", OptionNames.Headers);
        }
    }

    [GeneratedRegex(@"\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\z")]
    private static partial Regex Token();
}
