using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Configuration;
using WeChatPay.Chain.Hosts;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Sinks;

namespace WeChatPay.Chain.Requests;

/// <summary>Makes a request out of an expanded template and the options of a call. Everything wrong with them is found here, before anything is sent.</summary>
internal sealed class RequestFactory(WeChatPayClientOptions options, KeyRing keys)
{
    private readonly PlatformHosts _hosts = new(options.BaseAddress);
    private readonly DefaultHeaders _headers = new(options.PlatformKeys.PublicKeyId);
    private readonly RequestBody _body = new(options.MerchantId, options.ApiV2Key);
    private readonly string _merchantId = options.RequestSigner?.Identity ?? options.MerchantId;
    private readonly SigningIdentity? _signedBy = MerchantSigner.IdentityFrom(options);
    private readonly TimeSpan _timeout = options.Timeout;
    private readonly TimeSpan _downloadTimeout = options.DownloadTimeout;
    private readonly long _maxDownloadSize = options.MaxDownloadSize;
    private readonly bool _isForV2Alone = ClientOptionsValidator.AreForV2Only(options);
    // A handler that was handed in may present a certificate of its own.
    private readonly bool _canPresentCertificate = options.MerchantCertificate is not null || (options.SecuredHandler ?? options.PrimaryHandler) is not null;

    /// <summary>What sensitive values are encrypted with.</summary>
    public KeyRing Keys => keys;

    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The chain as a template, for messages.</param>
    /// <param name="target">The expanded template: relative, or a whole URL.</param>
    /// <param name="options">The options, the template's variables already used.</param>
    public PreparedRequest Create(HttpMethod method, string template, string target, RequestOptions options)
    {
        var (version, path) = VersionedTarget.Of(target);
        CheckVersion(version);
        CheckSignedQuery(version, method, path);
        var fields = new SensitiveFields(keys, options.Headers);
        var (query, content) = _body.Create(version, method, options, fields);
        return new PreparedRequest
        {
            MerchantId = _merchantId,
            Version = version,
            SignedBy = _signedBy,
            Method = method,
            Template = template,
            Uri = _hosts.Resolve(template, WithQuery(path, query), options.BaseUri),
            Content = content,
            Headers = _headers.With(version, options.Headers, fields.RequireSerial()),
            Sink = ResponseSink.Checked(options.Sink, OptionNames.Sink),
            Progress = CheckedProgress(options),
            Timeout = CheckedTimeout(options.Timeout),
            DownloadTimeout = _downloadTimeout,
            MaxDownloadSize = _maxDownloadSize,
            Security = CheckedSecurity(options.Security),
            Unsigned = options.Unsigned,
        };
    }

    private void CheckVersion(ApiVersion version)
    {
        if (version == ApiVersion.V3 && _isForV2Alone)
        {
            throw new ArgumentException(
                "This is an APIv3 call, and the client was built with an APIv2 key alone. Begin the chain with v2, or set MerchantSerialNumber, MerchantPrivateKey and PlatformKeys too.",
                nameof(version));
        }
    }

    private static void CheckSignedQuery(ApiVersion version, HttpMethod method, string path)
    {
        if (version == ApiVersion.V2 && method == HttpMethod.Get && path.Contains('?'))
        {
            throw new ArgumentException("The query of an APIv2 GET is signed as a whole. Move what stands behind '?' in the chain into the option 'query'.", OptionNames.Query);
        }
    }

    private static string WithQuery(string target, string query) => query.Length switch
    {
        0 => target,
        _ when !target.Contains('?') => $"{target}?{query}",
        _ => target[^1] is '?' or '&' ? target + query : $"{target}&{query}",
    };

    private bool CheckedSecurity(bool security) => !security || _canPresentCertificate
        ? security
        : throw new ArgumentException("The option 'security' presents the merchant certificate, and none is configured. Set WeChatPayClientOptions.MerchantCertificate.", OptionNames.Security);

    private static IProgress<long>? CheckedProgress(RequestOptions options) => options is { Progress: null } or { Sink: not null }
        ? options.Progress
        : throw new ArgumentException("The option 'progress' tells how much a 'sink' has received, and there is none. Pass the option 'sink' too.", OptionNames.Progress);

    private TimeSpan CheckedTimeout(TimeSpan? given) => given switch
    {
        null => _timeout,
        { } span when Deadline.Allows(span) => span,
        { } span => throw new ArgumentException($"The option 'timeout' is {span}; {Deadline.Expected}", OptionNames.Timeout),
    };
}
