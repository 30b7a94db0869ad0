using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Hosts;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Transport;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Certificates;

/// <summary>Asks for the platform's certificates as a call of the client's own: signed, with its time-out, to its hosts. Only what verifies the answer is special: the keys in it, beside those that are configured.</summary>
/// <param name="requests">Makes the request.</param>
/// <param name="transport">Sends it.</param>
/// <param name="ring">Holds the configured keys, which may have signed the answer.</param>
/// <param name="algorithms">Open the entries and read the certificates in them.</param>
/// <param name="options">Name the host, the APIv3 key that opens the entries, and the clock that decides which certificates are valid.</param>
internal sealed class CertificateDownload(RequestFactory requests, HttpTransport transport, KeyRing ring, AlgorithmSet algorithms, WeChatPayClientOptions options)
    : ICertificateDownload
{
    private const string Path = "v3/certificates";
    private const string OverseasPath = "v3/global/certificates";

    // Without it the platform lists those for RSA.
    private static readonly Dictionary<string, string> _everyAlgorithm = new() { ["algorithm_type"] = "ALL" };

    private readonly string _apiV3Key = options.ApiV3Key!;
    private readonly TimeProvider _timeProvider = options.TimeProvider;

    // What is in front of the paths of an overseas host, such as /hk/, is not in front of this one.
    private readonly (string Template, string Target) _endpoint = PlatformHosts.IsOverseas(options.BaseAddress)
        ? (OverseasPath, new Uri(options.BaseAddress, $"/{OverseasPath}").AbsoluteUri)
        : (Path, Path);

    public async Task<IReadOnlyList<KnownKey>> RunAsync()
    {
        var (request, answer) = Prepare();
        try
        {
            using var response = await transport.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
            return answer.Keys;
        }
        catch (WeChatPayApiException exception) when (IsPublicKeyMode(exception))
        {
            throw PublicKeyMode(exception);
        }
    }

    public IReadOnlyList<KnownKey> Run()
    {
        var (request, answer) = Prepare();
        try
        {
            using var response = transport.Send(request);
            return answer.Keys;
        }
        catch (WeChatPayApiException exception) when (IsPublicKeyMode(exception))
        {
            throw PublicKeyMode(exception);
        }
    }

    private (PreparedRequest Request, Answer Answer) Prepare()
    {
        var answer = new Answer();
        var request = requests.Create(HttpMethod.Get, _endpoint.Template, _endpoint.Target, new RequestOptions { Query = algorithms.HasSuites ? _everyAlgorithm : null });
        request.KeysInAnswer = body =>
        {
            var now = _timeProvider.GetUtcNow();
            answer.Keys = [.. CertificateResponse.Read(body, _apiV3Key, algorithms).Where(key => !(key.Expiry < now))];
            var valid = answer.Keys.Where(key => key.IsValidAt(now)).ToList();
            return valid.Count > 0
                ? ring.Snapshot.With(valid)
                : throw new WeChatPaySignatureException(SignatureFailure.Malformed, "The answer holds no platform certificate that is valid now. Is this machine's clock right?");
        };
        return (request, answer);
    }

    private static bool IsPublicKeyMode(WeChatPayApiException exception) => exception is { StatusCode: 404, Code: "RESOURCE_NOT_EXISTS" };

    private static WeChatPayApiException PublicKeyMode(WeChatPayApiException exception) => exception.WithMessage(
        $"The platform has no certificates for this merchant: this merchant is in public-key mode: configure the WeChat Pay public key (微信支付公钥) under its {WeChatPayHeaders.PublicKeyIdPrefix}… in PlatformKeys.");

    private sealed class Answer
    {
        public IReadOnlyList<KnownKey> Keys { get; set; } = [];
    }
}
