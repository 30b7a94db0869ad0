using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain;

/// <summary>A merchant's connection to WeChat Pay, and the root of every chain. Thread-safe; build one per merchant and keep it for the life of the process.</summary>
/// <remarks>
/// Declared <see langword="dynamic"/> it takes chains of members; declared as what it is, <see cref="UrlChain.Chain"/> and the
/// indexer. See https://pay.weixin.qq.com/doc/v3/merchant/4012081606 for the endpoints.
/// </remarks>
/// <example>
/// <code>
/// dynamic client = new WeChatPayClient(options);
/// var response = await client.v3.payscore.permissions.PostAsync(json: new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "1234323JKHDFE1243252" });
/// Console.WriteLine(response.Data.apply_permissions_token);
/// </code>
/// </example>
public sealed partial class WeChatPayClient : UrlChain, IDisposable
{
    private readonly FlurlTransport _transport;

    /// <summary>Builds a client after checking every option; nothing is sent yet.</summary>
    /// <param name="options">Read once; a later change does not reach the client.</param>
    /// <exception cref="ArgumentException">An option is missing or wrong. The message names it, and the remedy.</exception>
    public WeChatPayClient(WeChatPayClientOptions options)
        : this(ClientOptionsChecks.Checked(options), new Network(options.PrimaryHandler, options.MerchantCertificate, options.SecuredHandler))
    {
    }

    /// <remarks>The network is a parameter so that a test can let the client's own sockets trust a server on loopback, which no option does.</remarks>
    internal WeChatPayClient(WeChatPayClientOptions options, Network network)
        : this(new RequestFactory(options), new FlurlTransport(new Pipeline(options, network), new CallWatcher(options.TimeProvider, Log.Create(options.LoggerFactory)), options.TimeProvider))
    {
    }

    private WeChatPayClient(RequestFactory requests, FlurlTransport transport)
        : base(requests, transport) => _transport = transport;

    /// <summary>Whether many hold it, none of them as its owner: a container's scopes dispose whatever they hand out. It has handlers that were handed in, and so no sockets to close.</summary>
    internal bool IsShared { get; init; }

    /// <summary>Closes the client's own sockets. Keys, certificates and a handler that was handed in are left to their owner.</summary>
    public void Dispose()
    {
        if (!IsShared)
        {
            _transport.Dispose();
        }
    }
}
