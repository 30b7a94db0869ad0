using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.UriTemplates;

/// <summary>A URI template (RFC 6570, level 4): parsed once, expanded on each call. Immutable.</summary>
/// <remarks>
/// Text is percent-encoded once, as UTF-8. Where the RFC leaves a choice: a literal may hold neither control characters nor a backslash;
/// the names in an exploded map are encoded like its values; a list or map holds single values only. A <see cref="bool"/> is <c>true</c>
/// or <c>false</c> here; <see cref="ScalarText"/> says how other types are written.
/// </remarks>
internal sealed class UriTemplate
{
    private const string LeftOut = "…";

    private readonly TemplatePart[] _parts;

    private UriTemplate(string text)
    {
        Text = text;
        _parts = new TemplateParser(text).Parse();
        Label = WithoutUser(WithoutQuery(text));
        Variables = [.. _parts.SelectMany(part => part.Expression?.Variables ?? []).Select(variable => variable.Name).Distinct()];
    }

    /// <summary>The template as given.</summary>
    public string Text { get; }

    /// <summary>The template for messages, without a query or fragment: that of a <c>download_url</c> carries a token.</summary>
    public string Label { get; }

    /// <summary>The names of the variables, each once, in the order in which they appear.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Reads a template.</summary>
    /// <exception cref="ArgumentException">It is malformed; the message shows the template, the index and what is wrong there.</exception>
    public static UriTemplate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new UriTemplate(text);
    }

    /// <summary>The template with the values in the place of the variables.</summary>
    /// <param name="valueOf">
    /// Gives the value of a variable by its name: a single value, a list (any enumerable but a string), or a map (a dictionary, an
    /// anonymous object, a JSON object). Null means undefined, and so does a list or map without a member that is not null; an empty string
    /// is defined.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A value cannot be written: it has no text, no UTF-8, or is a list where a text is needed.
    /// </exception>
    public string Expand(Func<string, object?> valueOf)
    {
        if (Variables.Count == 0)
        {
            return _parts[0].Literal;
        }
        var uri = new StringBuilder(2 * Text.Length);
        foreach (var (literal, expression) in _parts)
        {
            uri.Append(literal);
            expression?.AppendTo(uri, valueOf);
        }
        return uri.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    // The '?' of an expression, {?name}, does not begin a literal query.
    private static string WithoutQuery(string text)
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

    /// <summary>A template that may be malformed, for messages: its braces do not tell where a query begins.</summary>
    /// <returns>The text up to a '?' or '#' that does not follow a '{', and up to a value (<c>=…</c>).</returns>
    public static string Redact(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '?' or '#' or '=' && (i == 0 || text[i - 1] is not ('{' or '?')))
            {
                return WithoutUser($"{text[..i]}{text[i]}{LeftOut}");
            }
        }
        return WithoutUser(text);
    }

    // What a URL has before its host may be a password.
    private static string WithoutUser(string text)
    {
        var host = text.StartsWith("//", StringComparison.Ordinal) ? 2 : text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : -1;
        if (host < 0)
        {
            return text;
        }
        var path = text.IndexOf('/', host);
        var at = (path < 0 ? text : text[..path]).LastIndexOf('@');
        return at < host ? text : $"{text[..host]}{LeftOut}{text[at..]}";
    }
}
