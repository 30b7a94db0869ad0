using WeChatPay.Chain.Sandbox.Endpoints;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox;

/// <summary>The WeChat Pay platform on loopback: checks each request's signature, responses signed, records what it received.</summary>
/// <remarks>
/// It has a merchant, keys and a port of its own, so several may run at once in one process, and nothing is left behind when it is
/// disposed. It listens on 127.0.0.1 only, over http, so it cannot ask for the merchant certificate of mutual TLS, which the platform
/// does for refunds and the like.
/// <para>
/// It speaks APIv2 too: a request without <c>Authorization</c> whose path has no <c>v3</c> is checked by its field <c>sign</c>. Answer
/// one with <see cref="SandboxResponse.Xml"/>. Without being told it responses <c>v2/pay/unifiedorder</c>, <c>v2/pay/orderquery</c>,
/// <c>v2/secapi/pay/refund</c>, <c>v2/pay/downloadbill</c>, the uploads <c>v3/merchant/media/upload</c> and <c>video_upload</c>,
/// <c>v3/certificates</c>, and the calls of the palm service, the payscore and the member card that the examples make.
/// </para>
/// <para>
/// Of APIv3 it keeps orders and refunds: <c>v3/pay/transactions/native</c>, <c>jsapi</c>, <c>app</c>, <c>h5</c>, <c>out-trade-no/…</c>,
/// <c>id/…</c>, <c>out-trade-no/…/close</c>, <c>v3/refund/domestic/refunds</c>. <see cref="PayAsync"/> is the user who pays. A refund is
/// settled as soon as it was asked for: its first response says <c>PROCESSING</c>, the query and the notification behind it
/// <c>SUCCESS</c>. Notifications go to a <c>notify_url</c> on this machine; an order that names another host is a <c>PARAM_ERROR</c>.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// await using var sandbox = await WeChatPaySandbox.StartAsync();
/// dynamic client = new WeChatPayClient(sandbox.CreateClientOptions());
/// </code>
/// </example>
public sealed partial class WeChatPaySandbox : IAsyncDisposable
{
    private readonly SandboxIdentity _identity;
    private readonly Platform _platform;
    private readonly LoopbackServer _server;

    private WeChatPaySandbox(SandboxIdentity identity, Platform platform, LoopbackServer server)
    {
        _identity = identity;
        _platform = platform;
        _server = server;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseAddress => _server.Address;

    /// <summary>What it received so far, in the order of arrival, refused requests among it. Kept with its bodies until the sandbox is disposed, as orders and notifications are.</summary>
    public IReadOnlyList<SandboxRequest> Requests => [.. _platform.Requests];

    /// <summary>Starts a sandbox on a free port.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static async Task<WeChatPaySandbox> StartAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SandboxOptions();
        if (options.PublicKeyOnly && (options.SignWithCertificate || options.CertificatesOnly))
        {
            throw new ArgumentException(
                $"{nameof(options.PublicKeyOnly)} excludes {nameof(options.SignWithCertificate)} and {nameof(options.CertificatesOnly)}: no client could verify the responses. Set one of them.", nameof(options));
        }
        var identity = await SandboxIdentity.CreateAsync(options, cancellationToken).ConfigureAwait(false);
        var platform = new Platform(identity, options);
        try
        {
            var server = await LoopbackServer.StartAsync(platform.AnswerAsync, cancellationToken).ConfigureAwait(false);
            return new WeChatPaySandbox(identity, platform, server);
        }
        catch
        {
            await platform.DisposeAsync().ConfigureAwait(false);
            identity.Dispose();
            throw;
        }
    }

    /// <summary>Options for a client of this sandbox: its merchant, the keys that it has now, its address and its clock. Each call makes new ones.</summary>
    public WeChatPayClientOptions CreateClientOptions()
    {
        var options = new WeChatPayClientOptions();
        Configure(options);
        return options;
    }

    /// <summary>Sets on options that exist what <see cref="CreateClientOptions"/> sets, and leaves the others as they are: <c>services.AddWeChatPay(sandbox.Configure)</c>.</summary>
    /// <param name="options">Of a client that is not built yet.</param>
    public void Configure(WeChatPayClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _identity.Configure(options, BaseAddress);
    }

    /// <summary>
    /// Returns what <see cref="CreateClientOptions"/> sets, except the clock, as configuration: it points an application that calls
    /// <c>AddWeChatPay</c> with a section at the sandbox.
    /// </summary>
    /// <remarks>
    /// Every option that identifies the merchant or leads to the platform is set, so that nothing is left of what the application's own sources
    /// say: the merchant and its keys, the platform keys that exist now, the address, and empty values for the backup address and the password
    /// of the certificate. Add it after those sources. Time-outs and retries stay those of the application.
    /// </remarks>
    /// <param name="section">The path of the section, such as <c>WeChatPay</c> or <c>WeChatPay:Shop</c>; empty for the root of the configuration.</param>
    /// <returns>Keys and values for <c>AddInMemoryCollection</c>. They include the private key of the sandbox's merchant.</returns>
    /// <example><code>builder.Configuration.AddInMemoryCollection(sandbox.ToConfiguration("WeChatPay"));</code></example>
    public IReadOnlyDictionary<string, string?> ToConfiguration(string section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return ClientConfiguration.Of(_identity, BaseAddress, section);
    }

    /// <summary>
    /// Gives the platform another certificate, with another key: it signs from now on where the platform signs with certificates
    /// (<see cref="SandboxOptions.SignWithCertificate"/>, <see cref="SandboxOptions.CertificatesOnly"/>). <c>v3/certificates</c> lists it beside the ones before it, which stay known.
    /// </summary>
    /// <returns>Its serial number.</returns>
    /// <exception cref="InvalidOperationException">The merchant knows no certificates (<see cref="SandboxOptions.PublicKeyOnly"/>).</exception>
    public string RotateCertificate() => _identity.PublicKeyOnly
        ? throw new InvalidOperationException($"A sandbox with {nameof(SandboxOptions.PublicKeyOnly)} has no certificates. Start one without.")
        : _identity.RotateCertificate().Serial;

    /// <summary>Encrypts a sensitive field for the merchant, to stand in an response (敏感信息加解密).</summary>
    /// <param name="plaintext">At most 214 bytes of UTF-8.</param>
    /// <returns>Base64, another text each time, which the merchant's private key opens.</returns>
    public string EncryptForMerchant(string plaintext)
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        return SensitiveFields.Encrypt(plaintext, _identity.MerchantKey);
    }

    /// <summary>Sets what is answered to an endpoint; the newest setting wins, over the built-in responses too.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The path with variables, such as <c>v3/pay/transactions/id/{transaction_id}</c>; case and trailing slash count.</param>
    /// <param name="response">A <see cref="SandboxResponse"/>, or an object that is written as JSON, now, with status 200; a string becomes a JSON string.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="template"/> has a query, a host, or expressions that are more than variables; or <paramref name="response"/> is a task or a function of another kind.
    /// </exception>
    public void Respond(HttpMethod method, string template, object response)
    {
        var ready = SandboxResponse.From(response);
        _platform.Routes.Add(new Route(new Endpoint(method, template), _ => ready));
    }

    /// <summary>Sets what is answered to an endpoint, made from each request that is signed right; the newest setting wins.</summary>
    /// <remarks>
    /// A function that throws is answered for with 500 <c>SYSTEM_ERROR</c>, whose message names the exception; the exception itself
    /// stands in <see cref="SandboxRequest.HandlerException"/>.
    /// </remarks>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The path with variables, such as <c>v3/pay/transactions/id/{transaction_id}</c>; case and trailing slash count.</param>
    /// <param name="response">Gives a <see cref="SandboxResponse"/>, or an object that is written as JSON with status 200. Called by several requests at once.</param>
    /// <exception cref="ArgumentException"><paramref name="template"/> has a query, a host, or expressions that are more than variables.</exception>
    public void Respond(HttpMethod method, string template, Func<SandboxRequest, object> response)
    {
        ArgumentNullException.ThrowIfNull(response);
        _platform.Routes.Add(new Route(new Endpoint(method, template), request => SandboxResponse.From(response(request))));
    }

    /// <summary>Lets the next responses go wrong.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">For how many requests.</param>
    /// <param name="method">Only for this endpoint; null, together with <paramref name="template"/>, for whichever comes next.</param>
    /// <param name="template">The path with variables.</param>
    public void Inject(SandboxFault fault, int times = 1, HttpMethod? method = null, string? template = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        if (method is null != template is null)
        {
            throw new ArgumentException("Pass both 'method' and 'template', or neither.", method is null ? nameof(method) : nameof(template));
        }
        _platform.Faults.Add(fault, times, method is null ? null : new Endpoint(method, template!));
    }

    /// <summary>Closes the port and forgets the keys; connections that are still open are closed, and notifications no longer repeated.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        await _platform.DisposeAsync().ConfigureAwait(false);
        _identity.Dispose();
    }
}
