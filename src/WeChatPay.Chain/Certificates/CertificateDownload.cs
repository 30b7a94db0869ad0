using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Hosts;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Transport;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Certificates;

/// <summary>
/// Downloads the platform certificates with a regular call of the client: signed, with its timeout, and from its hosts. The response is
/// verified with the configured keys and the certificates that it contains.
/// </summary>
/// <param name="requests">Creates the request.</param>
/// <param name="transport">Sends the request.</param>
/// <param name="ring">Holds the configured keys, which may verify the response.</param>
/// <param name="algorithms">Decrypt the entries and read the certificates in them.</param>
/// <param name="options">
/// The host, the APIv3 key that decrypts the entries, and the clock that decides which certificates are valid.
/// </param>
internal sealed class CertificateDownload(
    RequestFactory requests, HttpTransport transport, KeyRing ring, AlgorithmSet algorithms, WeChatPayClientOptions options)
    : ICertificateDownload
{
    private const string Path = "v3/certificates";
    private const string OverseasPath = "v3/global/certificates";

    // By default, the platform returns only RSA certificates.
    private static readonly Dictionary<string, string> _everyAlgorithm = new() { ["algorithm_type"] = "ALL" };

    private readonly string _apiV3Key = options.ApiV3Key!;
    private readonly TimeProvider _timeProvider = options.TimeProvider;

    // The prefix of the other paths of an overseas host, such as /hk/, does not apply to this path.
    private readonly (string Template, string Target) _endpoint = PlatformHosts.IsOverseas(options.BaseAddress)
        ? (OverseasPath, new Uri(options.BaseAddress, $"/{OverseasPath}").AbsoluteUri)
        : (Path, Path);

    public async ValueTask<IReadOnlyList<KnownKey>> RunAsync(bool isAsync)
    {
        IReadOnlyList<KnownKey> downloaded = [];
        var options = new RequestOptions { Query = algorithms.HasSuites ? _everyAlgorithm : null };
        var request = requests.Create(HttpMethod.Get, _endpoint.Template, _endpoint.Target, options) with
        {
            KeysInResponse = body =>
            {
                downloaded = Read(body);
                return ring.Snapshot.With(SelectValid(downloaded));
            },
        };
        try
        {
            using var response = await transport.SendAsync(request, isAsync, CancellationToken.None).ConfigureAwait(false);
            return downloaded;
        }
        catch (WeChatPayApiException exception) when (IsPublicKeyMode(exception))
        {
            throw ExplainPublicKeyMode(exception);
        }
    }

    private List<KnownKey> Read(byte[] body) =>
        [.. CertificateResponse.Read(body, _apiV3Key, algorithms).Where(key => !(key.Expiry < _timeProvider.GetUtcNow()))];

    private List<KnownKey> SelectValid(IReadOnlyList<KnownKey> keys)
    {
        var valid = keys.Where(key => key.IsValidAt(_timeProvider.GetUtcNow())).ToList();
        return valid.Count > 0
            ? valid
            : throw new WeChatPaySignatureException(
                SignatureFailure.Malformed,
                "The response contains no platform certificate that is valid now. Check the clock of this machine.");
    }

    private static bool IsPublicKeyMode(WeChatPayApiException exception) => exception is { StatusCode: 404, Code: "RESOURCE_NOT_EXISTS" };

    private static WeChatPayApiException ExplainPublicKeyMode(WeChatPayApiException exception) => exception.WithMessage(
        "The platform has no certificates for this merchant: this merchant is in public-key mode. Add the WeChat Pay public key (微信支付公钥) "
            + $"to PlatformKeys under its {WeChatPayHeaders.PublicKeyIdPrefix}….");
}
