using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Resilience;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.V2;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Transport;

/// <summary>Creates the handlers that a request and its response pass through.</summary>
internal sealed class Pipeline : IDisposable
{
    private readonly SignatureVerifier _verifier;
    private readonly IRequestSigner? _signer;
    private readonly TimeProvider _timeProvider;
    private readonly string? _apiV2Key;
    private readonly PrimaryHandlerFactory _handlers;
    private readonly ResiliencePolicy? _resilience;

    /// <param name="options">The options of the client.</param>
    /// <param name="signer">Signs APIv3 requests; <see langword="null"/> for a client for APIv2 only.</param>
    /// <param name="verifier">Verifies APIv3 responses.</param>
    /// <param name="handlers">Creates the innermost handlers; disposed with the pipeline.</param>
    /// <param name="logger">Logs retries and failover.</param>
    public Pipeline(
        WeChatPayClientOptions options,
        IRequestSigner? signer,
        SignatureVerifier verifier,
        PrimaryHandlerFactory handlers,
        ILogger logger)
    {
        _timeProvider = options.TimeProvider;
        _verifier = verifier;
        _signer = signer;
        _apiV2Key = options.ApiV2Key;
        _handlers = handlers;
        _resilience = options.Resilience is { } resilience
            ? new ResiliencePolicy(resilience, options.BaseAddress, options.TimeProvider, logger)
            : null;
    }

    /// <summary>
    /// Creates the pipeline. URL and headers are written once, outside of retries and failover. Verification is the first handler to read
    /// the response. Signing is innermost, so that it signs exactly what is sent; APIv2 has its signature in the body.
    /// </summary>
    /// <param name="version">The protocol.</param>
    /// <param name="security">Whether connections present the merchant certificate.</param>
    public HttpMessageHandler Create(ApiVersion version, bool security)
    {
        var network = _handlers.Create(security);
        var attempt = new AttemptHandler
        {
            InnerHandler = version == ApiVersion.V2
                ? new V2VerificationHandler(_apiV2Key, _timeProvider) { InnerHandler = network }
                : new ResponseVerificationHandler(_verifier, _timeProvider)
                {
                    // Not null: a client for APIv2 only rejects APIv3 calls before they are sent.
                    InnerHandler = new RequestSigningHandler(_signer!, _timeProvider) { InnerHandler = network },
                },
        };
        return new RequestWritingHandler { InnerHandler = _resilience?.Wrap(attempt) ?? attempt };
    }

    public void Dispose() => _handlers.Dispose();
}
