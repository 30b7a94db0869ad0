using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes the option <c>query</c> as RFC 3986 requires: lists as <c>a[0]=…</c>, maps as <c>a[k]=…</c>, null omitted.</summary>
internal static class QueryString
{
    // Enough for any real query. A cycle ends here instead of in a stack overflow.
    private const int MaxDepth = 16;

    private const string Owner = "the option 'query'";

    /// <param name="query">The option.</param>
    /// <param name="fields">Encrypts sensitive values; <see langword="null"/> if they are not allowed.</param>
    /// <returns>The query without a leading question mark; empty without values.</returns>
    /// <exception cref="ArgumentException">The value has no names, or is nested too deeply.</exception>
    public static string Write(object query, SensitiveFields? fields = null)
    {
        if (query is string ready)
        {
            return PercentEncoding.EncodeUrl(ready.StartsWith('?') ? ready[1..] : ready, Owner);
        }
        var text = new StringBuilder();
        try
        {
            foreach (var (name, value) in ReadPairs(query))
            {
                Append(text, Encode(name), value, fields, depth: 1);
            }
        }
        catch (ArgumentException exception) when (exception.ParamName is null)
        {
            throw new ArgumentException($"A value in the option 'query' cannot be sent: {exception.Message}", "query", exception);
        }
        return text.ToString();
    }

    /// <summary>
    /// Reads the option as fields to be signed: a string is parsed and decoded, null is omitted, and a Boolean becomes a digit.
    /// </summary>
    /// <returns>The fields. Lists and maps are returned as they are.</returns>
    /// <exception cref="ArgumentException">The value has no names.</exception>
    public static IEnumerable<KeyValuePair<string, object?>> Read(object query) => query is string ready
        ? ready.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Decode)
        : ReadPairs(query)
            .Select(pair => KeyValuePair.Create(pair.Key, ScalarText.IsScalar(pair.Value) ? GetText(pair.Value, pair.Key) : pair.Value))
            .Where(pair => pair.Value is not null);

    private static void Append(StringBuilder text, string name, object? value, SensitiveFields? fields, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"The option 'query' is nested deeper than {MaxDepth} levels, or contains itself.", "query");
        }
        if (value is null)
        {
            return;
        }
        if (value is Sensitive sensitive)
        {
            AppendPair(text, name, fields?.Encrypt(sensitive) ?? throw Sensitive.NotSupported(name, "query"));
            return;
        }
        if (ScalarText.IsScalar(value))
        {
            AppendPair(text, name, value);
            return;
        }
        var members = NamedValues.TryRead(value) ?? ReadNumbered(value) ?? throw new ArgumentException(
            $"A value in the option 'query' is a {TypeLabel.From(value.GetType())}; a scalar, a list or a map is expected.", "query");
        foreach (var (key, member) in members)
        {
            Append(text, $"{name}%5B{Encode(key)}%5D", member, fields, depth + 1);
        }
    }

    private static void AppendPair(StringBuilder text, string name, object value)
    {
        if (GetText(value, name) is { } scalar)
        {
            text.Append(text.Length > 0 ? "&" : "").Append(name).Append('=').AppendEncoded(scalar, Owner);
        }
    }

    // As in wechatpay-php, from which callers port their code.
    private static string? GetText(object? value, string name) => JsonUnwrapper.Unwrap(value) switch
    {
        true => "1",
        false => "0",
        var plain => ScalarText.From(plain, $"The value of '{name}' in {Owner}", "query"),
    };

    // In PHP, an empty array is both a list and a map.
    private static IEnumerable<KeyValuePair<string, object?>> ReadPairs(object query) =>
        NamedValues.TryRead(query) ?? (IsEmptyList(query) ? [] : throw new ArgumentException(
            $"The option 'query' is a {TypeLabel.From(query.GetType())}; an object, a dictionary or a string is expected.", "query"));

    // The platform parses a query like a form, in which a plus is a space.
    private static KeyValuePair<string, object?> Decode(string pair)
    {
        var parts = pair.Replace('+', ' ').Split('=', 2);
        return KeyValuePair.Create(Uri.UnescapeDataString(parts[0]), (object?)Uri.UnescapeDataString(parts.Length == 2 ? parts[1] : ""));
    }

    private static string Encode(string name) => new StringBuilder(name.Length).AppendEncoded(name, Owner).ToString();

    private static bool IsEmptyList(object query) => ListValues.TryRead(query) is { } members && !members.Any();

    private static IEnumerable<KeyValuePair<string, object?>>? ReadNumbered(object value) =>
        ListValues.TryRead(value)?.Select((member, index) => KeyValuePair.Create($"{index}", member));
}
