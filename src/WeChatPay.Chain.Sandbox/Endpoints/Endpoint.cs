using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>An HTTP method and a path template.</summary>
internal sealed partial class Endpoint
{
    private readonly HttpMethod _method;
    private readonly Regex _path;

    /// <exception cref="ArgumentException"><paramref name="template"/> contains anything other than literal text and variables.</exception>
    public Endpoint(HttpMethod method, string template)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        // The platform writes a trailing slash as {empty}.
        var path = V2Segment().Replace(template.TrimStart('/'), "").Replace("{empty}", "", StringComparison.Ordinal);
        if (Variable().Replace(path, "").AsSpan().ContainsAny("{}?#") || path.Contains("://", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The template '{template}' must be a path of literal text and variables such as {{card_id}}. "
                    + "Read the query from the request.",
                nameof(template));
        }
        _method = method;
        // Regex.Escape escapes an opening brace but not a closing one.
        _path = new Regex($@"\A/{EscapedVariable().Replace(Regex.Escape(path), "(?<$1>[^/]+)")}\z", RegexOptions.CultureInvariant);
    }

    /// <returns>The decoded variables, or null if the request is for another endpoint.</returns>
    public IReadOnlyDictionary<string, string>? Match(SandboxRequest request)
    {
        if (request.Method != _method || _path.Match(request.Path) is not { Success: true } match)
        {
            return null;
        }
        // The first group is the whole path.
        return match.Groups.Values.Skip(1).ToDictionary(group => group.Name, group => Uri.UnescapeDataString(group.Value));
    }

    // A chain begins with this segment to choose APIv2; it is never sent.
    [GeneratedRegex(@"\Av2/", RegexOptions.IgnoreCase)]
    private static partial Regex V2Segment();

    [GeneratedRegex(@"\{[A-Za-z_][A-Za-z0-9_]*\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\\\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex EscapedVariable();
}
