using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox;

/// <summary>A method and a path template, and what is answered there.</summary>
internal sealed class Route
{
    private readonly HttpMethod _method;
    private readonly Regex _path;

    public Route(HttpMethod method, string template, Func<SandboxRequest, SandboxAnswer> answer)
    {
        _method = method;
        Answer = answer;
        // Everything but the variables is literal: Escape leaves a closing brace alone and marks an opening one.
        var pattern = Regex.Replace(Regex.Escape(template.Trim('/')), @"\\\{([A-Za-z0-9_]+)}", "(?<$1>[^/]+)");
        _path = new Regex($"^/{pattern}/?$", RegexOptions.CultureInvariant);
    }

    public Func<SandboxRequest, SandboxAnswer> Answer { get; }

    /// <returns>The variables when the request is meant for this route; null otherwise.</returns>
    public IReadOnlyDictionary<string, string>? Match(SandboxRequest request)
    {
        if (request.Method != _method || _path.Match(request.Path) is not { Success: true } match)
        {
            return null;
        }
        return match.Groups.Values.Where(group => !char.IsAsciiDigit(group.Name[0])).ToDictionary(group => group.Name, group => Uri.UnescapeDataString(group.Value));
    }
}
