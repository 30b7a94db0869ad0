using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Certificates;
using WeChatPay.Chain.Configuration;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Transport;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain;

/// <summary>Creates the parts of one client from its options, and connects them.</summary>
internal sealed class WeChatPayClientServices
{
    /// <param name="options">The options, which were validated.</param>
    /// <param name="handlers">Creates the innermost handlers; <see langword="null"/> for those that the options specify.</param>
    public WeChatPayClientServices(WeChatPayClientOptions options, PrimaryHandlerFactory? handlers)
    {
        var logger = Log.Create(options.LoggerFactory);
        var signer = MerchantSigner.From(options);
        Algorithms = new AlgorithmSet(options.Algorithms);
        Keys = new KeyRing(options.PlatformKeys, options.TimeProvider, signer?.Scheme ?? WeChatPayHeaders.RsaScheme);
        Requests = new RequestFactory(options, Keys);
        Gauges = new KeyGauges(Keys, MerchantId);

        var verifier = new SignatureVerifier(Keys, options.TimeProvider);
        var pipeline = new Pipeline(options, signer, verifier, handlers ?? PrimaryHandlerFactory.From(options), logger);
        Transport = new HttpTransport(pipeline, new CallTelemetry(options.TimeProvider, logger), options.BaseAddress, options.TimeProvider);
        if (options.PlatformKeys.IsRenewed)
        {
            // A download is a call like any other: it needs the transport, which needs the keys. So downloads are enabled afterwards.
            Keys.EnableRenewal(new CertificateDownload(Requests, Transport, Keys, Algorithms, options), MerchantId, logger);
        }

        Decryption = new MerchantDecryption(
            signer as IMerchantDecryptor ?? (options.MerchantPrivateKey is { } key ? new RsaMerchantDecryptor(key) : null));
        Payments = new PaymentKeys(options.MerchantId, signer, options.ApiV2Key, options.TimeProvider);
        SignedUrl = new SignedUrl(options);
        Notifications = new NotificationVerifier(
            verifier, options.MerchantId, options.ApiV3Key, options.ApiV2Key, Algorithms, logger);
    }

    public string MerchantId => Requests.MerchantId;

    public AlgorithmSet Algorithms { get; }

    public KeyRing Keys { get; }

    public KeyGauges Gauges { get; }

    public RequestFactory Requests { get; }

    public HttpTransport Transport { get; }

    public MerchantDecryption Decryption { get; }

    public PaymentKeys Payments { get; }

    public SignedUrl SignedUrl { get; }

    public NotificationVerifier Notifications { get; }
}
