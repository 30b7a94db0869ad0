using System.Collections.Frozen;
using System.Text;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Transport;

/// <summary>Decides where a request may go: a signature made for a foreign host would be a gift to it.</summary>
internal sealed class PlatformHosts
{
    private static readonly FrozenSet<string> _hosts = new[]
    {
        "api.mch.weixin.qq.com", "api2.mch.weixin.qq.com", "apihk.mch.weixin.qq.com", "apius.mch.weixin.qq.com", "apieu.mch.weixin.qq.com",
        "fraud.mch.weixin.qq.com", "payapp.mch.weixin.qq.com", "payapp.weixin.qq.com", "api.wechatpay.cn", "api2.wechatpay.cn", "pay.wechatpay.cn",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What is signed must be what is sent, and a download_url must be sent as it was given.
    private static readonly UriCreationOptions _verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly Uri _baseAddress;
    private readonly string _baseText;

    public PlatformHosts(Uri baseAddress)
    {
        _baseAddress = baseAddress;
        _baseText = WithSlash(baseAddress);
    }

    /// <summary>Makes the URL of a call.</summary>
    /// <param name="target">An expanded template: a path with or without a query, or a whole URL.</param>
    /// <param name="baseUri">The host that the call asks for; null for the client's own.</param>
    /// <exception cref="ArgumentException">It leads to a host that is not the platform's, or out of its path.</exception>
    public Uri Resolve(string target, Uri? baseUri)
    {
        if (target.Contains('#', StringComparison.Ordinal))
        {
            throw new ArgumentException("The chain makes a URL with a fragment ('#…'), which never reaches the platform. Encode it as %23 or leave it out.", nameof(target));
        }
        var escaped = new StringBuilder(target.Length).AppendUrl(target, "the URL").ToString();
        var text = LooksAbsolute(target) ? CheckedAbsolute(escaped) : Base(baseUri) + escaped.TrimStart('/');
        if (!Uri.TryCreate(text, _verbatim, out var uri))
        {
            throw new ArgumentException("The chain and its variables make no URL.", nameof(target));
        }
        CheckDotSegments(uri);
        return uri;
    }

    private static string WithSlash(Uri uri) => uri.AbsoluteUri.EndsWith('/') ? uri.AbsoluteUri : uri.AbsoluteUri + "/";

    // A scheme, an authority, or a backslash that some parsers read as one: none of them is a relative path.
    private static bool LooksAbsolute(string target)
    {
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        return target.StartsWith("//", StringComparison.Ordinal)
            || target.Contains('\\', StringComparison.Ordinal)
            || (colon >= 0 && target.AsSpan(0, colon).IndexOfAny("/?#") < 0);
    }

    private string Base(Uri? baseUri)
    {
        if (baseUri is null)
        {
            return _baseText;
        }
        if (!baseUri.IsAbsoluteUri || !IsAllowed(baseUri) || baseUri.Query.Length > 0 || baseUri.Fragment.Length > 0)
        {
            throw Refusal("base_uri", baseUri.IsAbsoluteUri ? baseUri.Host : null);
        }
        return WithSlash(baseUri);
    }

    private string CheckedAbsolute(string text)
    {
        var wellFormed = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return wellFormed && Uri.TryCreate(text, _verbatim, out var uri) && IsAllowed(uri)
            ? text
            : throw Refusal("URL", wellFormed && Uri.TryCreate(text, _verbatim, out var foreign) ? foreign.Host : null);
    }

    private bool IsAllowed(Uri uri) =>
        uri.UserInfo.Length == 0
        && ((uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && _hosts.Contains(uri.Host))
            || (uri.Scheme == _baseAddress.Scheme && uri.Host.Equals(_baseAddress.Host, StringComparison.OrdinalIgnoreCase)));

    private ArgumentException Refusal(string what, string? host) => new(
        $"The {what} of this call leads {(host is { Length: > 0 } ? $"to '{host}', which is not one of the platform's hosts" : "to no host of the platform")}. "
        + $"Nothing was signed or sent. Allowed are https URLs on the platform's hosts ({string.Join(", ", _hosts.Items.Order(StringComparer.Ordinal))}) and the host of BaseAddress ({_baseAddress.Host}).",
        what);

    // A server may decode before it walks the path, so an encoded separator counts as one.
    private static void CheckDotSegments(Uri uri)
    {
        var path = uri.AbsolutePath;
        if (!path.Contains('%') && !path.Contains("/.", StringComparison.Ordinal))
        {
            return;
        }
        if (Uri.UnescapeDataString(path).Split('/', '\\').Any(segment => segment is "." or ".."))
        {
            throw new ArgumentException(
                "A segment of the path is '.' or '..', which would lead to another endpoint than the chain says. Check the values of the variables.", nameof(uri));
        }
    }
}
