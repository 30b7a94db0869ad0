using System.Buffers;
using WeChatPay.Chain.Hosts;
using WeChatPay.Chain.V2;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Creates URLs for a browser, with the fields of APIv2 and their signature as the query.</summary>
internal sealed class SignedUrl(WeChatPayClientOptions options)
{
    private static readonly SearchValues<char> _fragment = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");

    private readonly PlatformHosts _hosts = new(options.BaseAddress);
    private readonly V2Fields _fields = new(options.MerchantId, options.ApiV2Key);

    /// <exception cref="ArgumentException">The template or a field is invalid.</exception>
    public string Create(string template, object fields)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        ArgumentNullException.ThrowIfNull(fields);
        var hash = template.IndexOf('#', StringComparison.Ordinal);
        var (path, fragment) = hash < 0 ? (template, "") : (template[..hash], template[hash..]);
        Check(path, fragment);
        var given = Fields.From(fields, nameof(fields)).Where(field => field.Value is not null).ToList();
        // These endpoints do not document a nonce. An empty one is a placeholder.
        var query = QueryString.Write(
            _fields.Complete(given, nameof(fields), nonceless: !given.Exists(field => field.Key == V2Fields.NonceName)));
        return $"{_hosts.Resolve(path, VersionedTarget.Parse(path).Target, baseUri: null).OriginalString}?{query}{fragment}";
    }

    private static void Check(string path, string fragment)
    {
        if (path.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            throw new ArgumentException("The template contains a variable. Pass the complete path.", "template");
        }
        if (path.Contains('?', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                "The template contains a query, which is signed as a whole. Pass what follows '?' in 'fields'.", "template");
        }
        if (path.Split('/').Contains("v3", StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                "The template is a path of APIv3, whose signature is in a header and not in the URL. Call it with a verb.", "template");
        }
        if (fragment.Length > 0 && (fragment.Length == 1 || fragment.AsSpan(1).IndexOfAnyExcept(_fragment) >= 0))
        {
            throw new ArgumentException("The fragment of the template must be a word, such as '#wechat_redirect'.", "template");
        }
    }
}
