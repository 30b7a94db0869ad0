using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>A method and a path template.</summary>
internal sealed partial class Endpoint
{
    private readonly HttpMethod _method;
    private readonly Regex _path;

    /// <exception cref="ArgumentException">The template is more than literal text and variables.</exception>
    public Endpoint(HttpMethod method, string template)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        // The platform's way to write a trailing slash.
        var path = V2Segment().Replace(template.TrimStart('/'), "").Replace("{empty}", "", StringComparison.Ordinal);
        if (Variable().Replace(path, "").AsSpan().ContainsAny("{}?#") || path.Contains("://", StringComparison.Ordinal))
        {
            throw new ArgumentException($"The template '{template}' is not a path of literal text and variables such as {{card_id}}. A query is no part of it: read that from the request.", nameof(template));
        }
        _method = method;
        // Escape marks an opening brace and leaves a closing one alone.
        _path = new Regex($@"\A/{EscapedVariable().Replace(Regex.Escape(path), "(?<$1>[^/]+)")}\z", RegexOptions.CultureInvariant);
    }

    /// <returns>The variables when the request is meant for this endpoint; null otherwise.</returns>
    public IReadOnlyDictionary<string, string>? Match(SandboxRequest request)
    {
        if (request.Method != _method || _path.Match(request.Path) is not { Success: true } match)
        {
            return null;
        }
        // The first group is the whole path.
        return match.Groups.Values.Skip(1).ToDictionary(group => group.Name, group => Uri.UnescapeDataString(group.Value));
    }

    // Written in a chain to choose APIv2, and never sent.
    [GeneratedRegex(@"\Av2/", RegexOptions.IgnoreCase)]
    private static partial Regex V2Segment();

    [GeneratedRegex(@"\{[A-Za-z_][A-Za-z0-9_]*\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\\\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex EscapedVariable();
}
