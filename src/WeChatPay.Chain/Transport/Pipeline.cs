using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Transport;

/// <summary>The handlers that a request passes on its way out, and its answer on its way back.</summary>
internal sealed class Pipeline
{
    private readonly SignatureVerifier _verifier;
    private readonly MerchantCredentials _credentials;
    private readonly TimeProvider _timeProvider;
    private readonly Func<bool, HttpMessageHandler> _network;

    public Pipeline(WeChatPayClientOptions options)
    {
        _timeProvider = options.TimeProvider;
        _verifier = new SignatureVerifier(options.PlatformKeys.Copy(), options.TimeProvider);
        _credentials = new MerchantCredentials(options.MerchantId, options.MerchantSerialNumber, options.MerchantPrivateKey);
        _network = Network.For(options);
    }

    /// <summary>Verification reads the answer before anybody else does; signing is innermost, so that it sees what leaves.</summary>
    /// <param name="security">Whether connections present the merchant certificate.</param>
    public HttpMessageHandler Create(bool security) => new PreparedRequestHandler
    {
        InnerHandler = new ResponseVerificationHandler(_verifier)
        {
            InnerHandler = new RequestSigningHandler(_credentials, _timeProvider) { InnerHandler = _network(security) },
        },
    };
}
