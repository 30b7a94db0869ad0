using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>A parsed URI template (RFC 6570, level 4). Immutable.</summary>
/// <remarks>
/// Text is percent-encoded once, as UTF-8. Where the RFC leaves a choice, a literal must not contain control characters or backslashes, the
/// names in an exploded map are encoded like its values, and a list or map contains only single values, which <see cref="ScalarText"/>
/// writes.
/// </remarks>
internal sealed class UriTemplate
{
    private const string LeftOut = "…";

    private readonly TemplatePart[] _parts;

    private UriTemplate(string text)
    {
        Text = text;
        _parts = new TemplateParser(text).Parse();
        Label = RemoveUser(RemoveQuery(text));
        Variables = _parts is [{ Expression: null }]
            ? []
            : [.. _parts.SelectMany(part => part.Expression?.Variables ?? []).Select(variable => variable.Name).Distinct()];
    }

    /// <summary>The text of the template.</summary>
    public string Text { get; }

    /// <summary>The template for messages, without its query and fragment, which contain a token in a <c>download_url</c>.</summary>
    public string Label { get; }

    /// <summary>The distinct names of the variables, in order.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Parses a template.</summary>
    /// <exception cref="ArgumentException">The template is malformed. The message shows the index and what was found there.</exception>
    public static UriTemplate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new UriTemplate(text);
    }

    /// <summary>Expands the template with the values of its variables.</summary>
    /// <param name="getValue">
    /// Returns the value of a variable: a single value, a list (any enumerable except a string), or a map (a dictionary, an anonymous
    /// object, a JSON object). Null is undefined, as is a list or map whose members are all null. An empty string is defined.
    /// </param>
    /// <exception cref="ArgumentException">A value cannot be written as text, or is a list where text is needed.</exception>
    public string Expand(Func<string, object?> getValue)
    {
        if (Variables.Count == 0)
        {
            return _parts[0].Literal;
        }
        var uri = new StringBuilder(2 * Text.Length);
        foreach (var (literal, expression) in _parts)
        {
            uri.Append(literal);
            expression?.AppendTo(uri, getValue);
        }
        return uri.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Removes the query and values from a template that may be malformed, for messages.</summary>
    /// <returns>The text up to the first '?' or '#' that does not follow a '{', or the first value (<c>=…</c>).</returns>
    public static string Redact(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '?' or '#' or '=' && (i == 0 || text[i - 1] is not ('{' or '?')))
            {
                return RemoveUser($"{text[..i]}{text[i]}{LeftOut}");
            }
        }
        return RemoveUser(text);
    }

    // The '?' in an expression such as {?name} does not begin a literal query.
    private static string RemoveQuery(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (text[i] is '?' or '#' && depth == 0)
            {
                return $"{text[..i]}{text[i]}{LeftOut}";
            }
        }
        return text;
    }

    // User information may contain a password.
    private static string RemoveUser(string text)
    {
        const string Separator = "//";
        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        if (separator != 0 && (separator < 0 || text[separator - 1] != ':'))
        {
            return text;
        }
        var host = separator + Separator.Length;
        var path = text.IndexOf('/', host);
        var at = (path < 0 ? text : text[..path]).LastIndexOf('@');
        return at < host ? text : $"{text[..host]}{LeftOut}{text[at..]}";
    }
}
