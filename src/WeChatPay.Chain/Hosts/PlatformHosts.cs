using System.Text;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Hosts;

/// <summary>Resolves the URLs of calls, and rejects foreign hosts, which must not receive a signature.</summary>
internal sealed class PlatformHosts
{
    // Not frozen sets, which take longer to build than they save.
    private static readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase)
    {
        "api.mch.weixin.qq.com",
        "api2.mch.weixin.qq.com",
        "apihk.mch.weixin.qq.com",
        "apius.mch.weixin.qq.com",
        "apieu.mch.weixin.qq.com",
        "fraud.mch.weixin.qq.com",
        "payapp.mch.weixin.qq.com",
        "payapp.weixin.qq.com",
        "api.wechatpay.cn",
        "api2.wechatpay.cn",
        "pay.wechatpay.cn",
    };

    private static readonly HashSet<string> _overseas = new(StringComparer.OrdinalIgnoreCase)
    {
        "apihk.mch.weixin.qq.com", "apius.mch.weixin.qq.com", "apieu.mch.weixin.qq.com",
    };

    private readonly Uri _baseAddress;
    private readonly string _baseText;

    public PlatformHosts(Uri baseAddress)
    {
        _baseAddress = baseAddress;
        _baseText = WithSlash(baseAddress);
    }

    /// <summary>Whether a URL is on a host of the platform outside mainland China (境外), where some endpoints differ.</summary>
    public static bool IsOverseas(Uri address) => _overseas.Contains(address.Host);

    /// <summary>Whether two URLs have the same scheme, host and port.</summary>
    public static bool AreOnSameServer(Uri one, Uri other) =>
        one.Port == other.Port && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase) && one.Scheme == other.Scheme;

    /// <summary>
    /// Finds an API version at the end of the path of a base URL, or anywhere in it on a host of the platform. The chain would add it
    /// again.
    /// </summary>
    /// <returns><c>v3</c>, <c>v2</c> or <see langword="null"/>.</returns>
    public static string? FindVersion(Uri address)
    {
        var segments = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var searched = _hosts.Contains(address.Host) ? segments : segments.TakeLast(1);
        return searched.FirstOrDefault(segment => segment is "v3" or "V3" or "v2" or "V2")?.ToLowerInvariant();
    }

    /// <summary>Resolves the URL of a call.</summary>
    /// <param name="template">The template, for messages.</param>
    /// <param name="target">The expanded template: a path with an optional query, or a URL.</param>
    /// <param name="baseUri">The base URL of the call, or null for the client's.</param>
    /// <exception cref="ArgumentException">The URL is on a foreign host, or leaves its path.</exception>
    public Uri Resolve(string template, string target, Uri? baseUri)
    {
        if (target.Contains('#', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The URL of '{template}' has a fragment ('#…'), which is never sent. Encode it as %23, or remove it.", nameof(target));
        }
        var start = GetBase(baseUri);
        var uri = LooksAbsolute(target)
            ? ResolveAbsolute(template, target)
            : VerbatimUri.TryCreate(start + PercentEncoding.EncodeUrl(target, "the URL").TrimStart('/'));
        if (uri is null)
        {
            throw new ArgumentException(
                $"'{template}' with its variables is not a URL; a path such as v3/certificates is expected. Check the values of the "
                + "variables.", nameof(target));
        }
        CheckDotSegments(uri, template);
        return uri;
    }

    /// <summary>
    /// Finds the base URL of an endpoint that is documented with one. A client of a sandbox or a gateway stays there, and uses only the
    /// path of the URL.
    /// </summary>
    public Uri? FindDefault(Uri? documented) => documented is null || _hosts.Contains(_baseAddress.Host)
        ? documented
        : new Uri(_baseText + documented.AbsolutePath.TrimStart('/'));

    // The path is encoded again, because a Uri can be created with arbitrary characters.
    private static string WithSlash(Uri uri)
    {
        var text = new StringBuilder(uri.GetLeftPart(UriPartial.Authority)).AppendUrl(uri.AbsolutePath, "the base URL").ToString();
        return text.EndsWith('/') ? text : text + "/";
    }

    // A relative path does not begin with a scheme, an authority, or a backslash, which some parsers treat as a slash. The target is
    // decoded first, because a proxy may do so.
    private static bool LooksAbsolute(string target)
    {
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        return target.Contains('\\', StringComparison.Ordinal)
            || Uri.UnescapeDataString(target) is ['/', '/' or '\\', ..] or ['\\', ..]
            || (colon >= 0 && target.AsSpan(0, colon).IndexOfAny("/?#") < 0);
    }

    private string GetBase(Uri? baseUri)
    {
        if (baseUri is null)
        {
            return _baseText;
        }
        if (!baseUri.IsAbsoluteUri || !IsAllowed(baseUri) || baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0)
        {
            throw NotAllowed("The option 'base_uri'", baseUri.IsAbsoluteUri ? baseUri.Host : null, "base_uri");
        }
        if (FindVersion(baseUri) is { } version)
        {
            throw new ArgumentException(
                $"The option 'base_uri' has '{version}' in its path. Remove it: the chain begins with '{version}'.", "base_uri");
        }
        return WithSlash(baseUri);
    }

    private Uri ResolveAbsolute(string template, string target)
    {
        // Sent unchanged, except that invalid characters are encoded.
        var text = new StringBuilder(target.Length).AppendEncodedExceptReserved(target, "the URL").ToString();
        var uri = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            ? VerbatimUri.TryCreate(text)
            : null;
        if (uri is null || !IsAllowed(uri))
        {
            throw NotAllowed($"The URL of '{template}'", uri?.Host, "URL");
        }
        // HTTP does not have empty paths.
        return uri.AbsolutePath.Length > 0 ? uri : VerbatimUri.Create($"{uri.GetLeftPart(UriPartial.Authority)}/{uri.Query}");
    }

    private bool IsAllowed(Uri uri) =>
        uri.UserInfo.Length == 0
        && ((uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && _hosts.Contains(uri.Host))
            || Uri.Compare(
                uri, _baseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0);

    private ArgumentException NotAllowed(string subject, string? host, string parameter)
    {
        var problem = host is { Length: > 0 }
            ? $"points to '{host}', which is not one of the platform's hosts, or not in an allowed way"
            : "does not point to a host of the platform";
        return new ArgumentException(
            $"{subject} {problem}. Nothing was signed or sent. Allowed are https URLs on the platform's hosts "
                + $"({string.Join(", ", _hosts.Order(StringComparer.Ordinal))}) and URLs on BaseAddress "
                + $"({_baseAddress.GetLeftPart(UriPartial.Authority)}), without user information.",
            parameter);
    }

    // Servers may decode a path before they resolve it, so encoded separators count. Some ignore the text after a semicolon.
    private static void CheckDotSegments(Uri uri, string template)
    {
        var path = uri.AbsolutePath;
        if (!path.Contains('%') && !path.Contains("/.", StringComparison.Ordinal))
        {
            return;
        }
        if (Uri.UnescapeDataString(path).Split('/', '\\').Any(segment => segment.Split(';')[0] is "." or ".."))
        {
            throw new ArgumentException(
                $"The path of '{template}' has a segment '.' or '..', which would lead to another endpoint. "
                    + "Check the values of the variables.",
                nameof(uri));
        }
    }
}
