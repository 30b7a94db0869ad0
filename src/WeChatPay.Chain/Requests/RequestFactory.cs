using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Configuration;
using WeChatPay.Chain.Hosts;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.UriTemplates;

namespace WeChatPay.Chain.Requests;

/// <summary>Creates requests from templates and options. All errors in them are found here, before anything is sent.</summary>
internal sealed class RequestFactory(WeChatPayClientOptions options, KeyRing keys)
{
    private readonly PlatformHosts _hosts = new(options.BaseAddress);
    private readonly DefaultHeaders _headers = new(options.PlatformKeys.PublicKeyId);
    private readonly RequestBody _body = new(options.MerchantId, options.ApiV2Key);
    private readonly SigningIdentity? _signedBy = MerchantSigner.GetIdentity(options);
    private readonly TimeSpan _timeout = options.Timeout;
    private readonly TimeSpan _downloadTimeout = options.DownloadTimeout;
    private readonly long _maxDownloadSize = options.MaxDownloadSize;
    private readonly Uri? _certificateSource = options.PlatformKeys is { IsRenewed: true, Count: 0 } ? options.BaseAddress : null;
    private readonly bool _isForV2Only = ClientOptionsValidator.AreForV2Only(options);
    // A configured handler may present a certificate itself.
    private readonly bool _canPresentCertificate =
        options.MerchantCertificate is not null || (options.SecuredHandler ?? options.PrimaryHandler) is not null;

    /// <summary>The merchant number, or the identity of a signer that is not a merchant's.</summary>
    public string MerchantId { get; } = options.RequestSigner?.Identity ?? options.MerchantId;

    /// <summary>Creates the request of a call, and downloads the platform certificates first if they are needed to encrypt it.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The chain.</param>
    /// <param name="options">The options of the call.</param>
    /// <param name="isAsync">Whether the method may return before it has done its work.</param>
    /// <param name="cancellationToken">Cancels the wait for a download.</param>
    public ValueTask<CallRequest> CreateAsync(
        HttpMethod method, UriTemplate template, RequestOptions options, bool isAsync, CancellationToken cancellationToken)
    {
        var target = TargetExpansion.Expand(template, options);
        var (request, needsCertificates) = TryCreate(method, template.Label, target, options);
        return needsCertificates
            ? CreateWithCertificatesAsync(method, template.Label, target, options, isAsync, cancellationToken)
            : new(request);
    }

    /// <summary>Creates a request without sensitive values.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The chain as a template, for messages.</param>
    /// <param name="target">The expanded template: relative, or an absolute URL.</param>
    /// <param name="options">The options; the variables of the template are already expanded.</param>
    public CallRequest Create(HttpMethod method, string template, string target, RequestOptions options) =>
        TryCreate(method, template, target, options).Request;

    // The options are read again, because the values were not encrypted the first time.
    private async ValueTask<CallRequest> CreateWithCertificatesAsync(
        HttpMethod method, string template, string target, RequestOptions options, bool isAsync, CancellationToken cancellationToken)
    {
        await keys.EnsureCertificatesAsync(isAsync, cancellationToken).ConfigureAwait(false);
        return Create(method, template, target, options);
    }

    private (CallRequest Request, bool NeedsCertificates) TryCreate(
        HttpMethod method, string template, string target, RequestOptions options)
    {
        var (version, path) = VersionedTarget.Parse(target);
        CheckVersion(version);
        CheckSignedQuery(version, method, path);
        var headers = HeaderOptions.Read(options.Headers);
        var fields = new SensitiveFields(keys, headers);
        var (query, content) = _body.Create(version, method, options, headers, fields);
        var request = new CallRequest
        {
            MerchantId = MerchantId,
            Version = version,
            SignedBy = _signedBy,
            Method = method,
            Template = template,
            Uri = _hosts.Resolve(template, AppendQuery(path, query), options.BaseUri ?? _hosts.FindDefault(options.DefaultBaseUri)),
            Content = content,
            Headers = _headers.AddTo(headers, version, fields.RequireSerial()),
            Sink = ResponseSink.Parse(options.Sink, "sink"),
            Progress = ValidateProgress(options),
            Timeout = ValidateTimeout(options.Timeout),
            DownloadTimeout = _downloadTimeout,
            MaxDownloadSize = _maxDownloadSize,
            Security = ValidateSecurity(options.Security),
            Unsigned = options.Unsigned,
        };
        CheckCertificateSource(request);
        return (request, fields.NeedCertificates);
    }

    private void CheckVersion(ApiVersion version)
    {
        if (version == ApiVersion.V3 && _isForV2Only)
        {
            throw new ArgumentException(
                "This is an APIv3 call, but the client has only an APIv2 key. Start the chain with v2, or set MerchantSerialNumber, "
                + "MerchantPrivateKey and PlatformKeys too.",
                nameof(version));
        }
    }

    // Each region has its own certificates, and the client downloads those of one region.
    private void CheckCertificateSource(CallRequest request)
    {
        if (_certificateSource is { } source && request is { Version: ApiVersion.V3, Unsigned: false }
            && PlatformHosts.IsOverseas(request.Uri) != PlatformHosts.IsOverseas(source))
        {
            throw new ArgumentException(
                $"The call goes to '{request.Uri.Host}', but the platform certificates are downloaded from '{source.Host}', and regions do "
                + $"not share them. Create a client whose BaseAddress is 'https://{request.Uri.Host}/'.",
                "base_uri");
        }
    }

    private static void CheckSignedQuery(ApiVersion version, HttpMethod method, string path)
    {
        if (version == ApiVersion.V2 && method == HttpMethod.Get && path.Contains('?'))
        {
            throw new ArgumentException(
                "The query of an APIv2 GET is signed as a whole. Move what follows '?' in the chain into the option 'query'.", "query");
        }
    }

    private static string AppendQuery(string target, string query) => query.Length switch
    {
        0 => target,
        _ when !target.Contains('?') => $"{target}?{query}",
        _ => target[^1] is '?' or '&' ? target + query : $"{target}&{query}",
    };

    private bool ValidateSecurity(bool security) => !security || _canPresentCertificate
        ? security
        : throw new ArgumentException(
            "The option 'security' requires the merchant certificate, which is not configured. "
                + "Set WeChatPayClientOptions.MerchantCertificate.",
            "security");

    private static IProgress<long>? ValidateProgress(RequestOptions options) => options is { Progress: null } or { Sink: not null }
        ? options.Progress
        : throw new ArgumentException(
            "The option 'progress' reports the bytes that a 'sink' has received. Pass the option 'sink' too.", "progress");

    private TimeSpan ValidateTimeout(TimeSpan? given) => given switch
    {
        null => _timeout,
        { } span when Deadline.Allows(span) => span,
        { } span => throw new ArgumentException($"The option 'timeout' is {span}; {Deadline.Expected}", "timeout"),
    };
}
