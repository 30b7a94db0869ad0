using System.Buffers;
using WeChatPay.Chain.Hosts;
using WeChatPay.Chain.V2;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Makes URLs that a browser opens itself, with the fields of APIv2 and their signature as the query.</summary>
internal sealed class SignedUrl(WeChatPayClientOptions options)
{
    private static readonly SearchValues<char> _fragment = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");

    private readonly PlatformHosts _hosts = new(options.BaseAddress);
    private readonly V2Fields _fields = new(options.MerchantId, options.ApiV2Key);

    /// <exception cref="ArgumentException">The template or a field is wrong.</exception>
    public string Create(string template, object fields)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        ArgumentNullException.ThrowIfNull(fields);
        var hash = template.IndexOf('#', StringComparison.Ordinal);
        var (path, fragment) = hash < 0 ? (template, "") : (template[..hash], template[hash..]);
        Check(path, fragment);
        var given = Fields.From(fields, nameof(fields)).Where(field => field.Value is not null).ToList();
        // These endpoints document no nonce; an empty one is a place left for it.
        var query = QueryString.Write(_fields.Complete(given, nameof(fields), nonceless: !given.Exists(field => field.Key == V2Fields.NonceName)));
        return $"{_hosts.Resolve(path, VersionedTarget.Of(path).Target, baseUri: null).OriginalString}?{query}{fragment}";
    }

    private static void Check(string path, string fragment)
    {
        if (path.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            throw new ArgumentException("The template has a variable. Write the path out: a signed URL has none.", "template");
        }
        if (path.Contains('?', StringComparison.Ordinal))
        {
            throw new ArgumentException("The template has a query, which is signed as a whole. Pass what follows '?' in 'fields'.", "template");
        }
        if (path.Split('/').Contains("v3", StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException("The template is a path of APIv3, whose signature is in a header and not in the URL. Call it with a verb.", "template");
        }
        if (fragment.Length > 0 && (fragment.Length == 1 || fragment.AsSpan(1).IndexOfAnyExcept(_fragment) >= 0))
        {
            throw new ArgumentException("The fragment of the template is not a word, such as '#wechat_redirect'.", "template");
        }
    }
}
