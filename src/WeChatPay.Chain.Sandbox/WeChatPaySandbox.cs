using WeChatPay.Chain.Sandbox.Endpoints;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox;

/// <summary>
/// The WeChat Pay platform on a loopback port: it verifies the signature of each request, sends signed responses and notifications,
/// injects faults, and records the requests that it receives.
/// </summary>
/// <remarks>
/// Each sandbox has its own merchant, keys and port, so several can run in one process. It listens on 127.0.0.1, over HTTP only, and
/// therefore does not ask for the merchant certificate (mutual TLS) that the platform requires for some calls.
/// <para>
/// APIv3: it keeps orders (<c>v3/pay/transactions/native</c>, <c>jsapi</c>, <c>app</c>, <c>h5</c>, <c>out-trade-no/…</c>, <c>id/…</c>) and
/// refunds (<c>v3/refund/domestic/refunds</c>). <see cref="PayAsync"/> pays an order. A refund succeeds immediately: the first response has
/// the status <c>PROCESSING</c>, later queries and the notification have <c>SUCCESS</c>. The <c>notify_url</c> of an order or a refund must
/// be a loopback address; any other host is a <c>PARAM_ERROR</c>. Other built-in endpoints are <c>v3/certificates</c>,
/// <c>v3/bill/tradebill</c>, the uploads <c>v3/merchant/media/upload</c> and <c>video_upload</c>, and those for palm payment, PayScore and
/// membership cards that the examples call.
/// </para>
/// <para>
/// APIv2: a request without an <c>Authorization</c> header and without <c>v3</c> in its path is verified by its field <c>sign</c>. Built-in
/// endpoints are <c>v2/pay/unifiedorder</c>, <c>v2/pay/orderquery</c>, <c>v2/secapi/pay/refund</c> and <c>v2/pay/downloadbill</c>. Use
/// <see cref="SandboxResponse.Xml"/> to create responses for others.
/// </para>
/// <para>Use <see cref="Respond(HttpMethod, string, object)"/> to add an endpoint or to replace a built-in one.</para>
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

    /// <summary>Gets the address of the sandbox, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseAddress => _server.Address;

    /// <summary>
    /// Gets the requests received so far, in order of arrival, including rejected ones. The sandbox keeps them, with their bodies, until it
    /// is no longer referenced.
    /// </summary>
    public IReadOnlyList<SandboxRequest> Requests => [.. _platform.Requests];

    /// <summary>Starts a sandbox on a free port.</summary>
    /// <param name="options">The options, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running sandbox. Dispose it to close the port.</returns>
    /// <exception cref="ArgumentException">
    /// <see cref="SandboxOptions.PublicKeyOnly"/> is combined with <see cref="SandboxOptions.SignWithCertificate"/> or
    /// <see cref="SandboxOptions.CertificatesOnly"/>.
    /// </exception>
    public static async Task<WeChatPaySandbox> StartAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SandboxOptions();
        if (options.PublicKeyOnly && (options.SignWithCertificate || options.CertificatesOnly))
        {
            throw new ArgumentException(
                $"{nameof(options.PublicKeyOnly)} cannot be combined with {nameof(options.SignWithCertificate)} or "
                    + $"{nameof(options.CertificatesOnly)}, because no client could verify the responses. Set only one of them.",
                nameof(options));
        }
        var identity = await SandboxIdentity.CreateAsync(options, cancellationToken).ConfigureAwait(false);
        var platform = new Platform(identity, options);
        try
        {
            var server = await LoopbackServer.StartAsync(platform.HandleAsync, cancellationToken).ConfigureAwait(false);
            return new WeChatPaySandbox(identity, platform, server);
        }
        catch
        {
            await platform.DisposeAsync().ConfigureAwait(false);
            identity.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Creates the options of a client for this sandbox, with the sandbox's merchant, current platform keys, address and clock. Each call
    /// returns a new instance.
    /// </summary>
    public WeChatPayClientOptions CreateClientOptions()
    {
        var options = new WeChatPayClientOptions();
        Configure(options);
        return options;
    }

    /// <summary>
    /// Sets the same properties as <see cref="CreateClientOptions"/> on existing options and leaves the others unchanged. It can be passed
    /// to <c>AddWeChatPay</c>: <c>services.AddWeChatPay(sandbox.Configure)</c>.
    /// </summary>
    /// <param name="options">The options of a client that has not been created yet.</param>
    public void Configure(WeChatPayClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _identity.Configure(options, BaseAddress);
    }

    /// <summary>
    /// Creates configuration values that point an application at the sandbox if it calls <c>AddWeChatPay</c> with a configuration section.
    /// </summary>
    /// <remarks>
    /// The values include everything that <see cref="CreateClientOptions"/> sets except the clock, and override whatever else identifies a
    /// merchant or leads to the real platform: the platform keys, the backup address, and the merchant certificate and its password.
    /// Timeouts and retries are not changed. Add the values after the application's other configuration sources.
    /// </remarks>
    /// <param name="section">
    /// The path of the section, such as <c>WeChatPay</c> or <c>WeChatPay:Shop</c>; empty for the root of the configuration.
    /// </param>
    /// <returns>The keys and values, for <c>AddInMemoryCollection</c>. They include the private key of the sandbox's merchant.</returns>
    /// <example><code>builder.Configuration.AddInMemoryCollection(sandbox.ToConfiguration("WeChatPay"));</code></example>
    public IReadOnlyDictionary<string, string?> ToConfiguration(string section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return ClientConfiguration.Create(_identity, BaseAddress, section);
    }

    /// <summary>
    /// Issues a new platform certificate with a new key. The platform signs with it from now on if it signs with certificates at all
    /// (<see cref="SandboxOptions.SignWithCertificate"/>, <see cref="SandboxOptions.CertificatesOnly"/>). The endpoint
    /// <c>v3/certificates</c> lists it in addition to the earlier ones.
    /// </summary>
    /// <returns>The serial number of the new certificate: 40 hexadecimal digits.</returns>
    /// <exception cref="InvalidOperationException">The sandbox was started with <see cref="SandboxOptions.PublicKeyOnly"/>.</exception>
    public string RotateCertificate() => _identity.PublicKeyOnly
        ? throw new InvalidOperationException(
            $"A sandbox with {nameof(SandboxOptions.PublicKeyOnly)} does not have certificates. Start one without that option.")
        : _identity.RotateCertificate().Serial;

    /// <summary>Encrypts a sensitive field (敏感信息加解密) of a response with the merchant's public key.</summary>
    /// <param name="plaintext">The text, at most 214 bytes in UTF-8.</param>
    /// <returns>The ciphertext, in Base64. It differs with each call.</returns>
    public string EncryptForMerchant(string plaintext)
    {
        ArgumentNullException.ThrowIfNull(plaintext);
        return SensitiveFields.Encrypt(plaintext, _identity.MerchantKey);
    }

    /// <summary>Sets the response of an endpoint. It replaces an earlier or built-in response of the same endpoint.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">
    /// The path, with variables if needed, such as <c>v3/pay/transactions/id/{transaction_id}</c>. Case and a trailing slash are
    /// significant.
    /// </param>
    /// <param name="response">
    /// A <see cref="SandboxResponse"/>, or an object that is serialized to JSON immediately and sent with status code 200. A string becomes
    /// a JSON string.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="template"/> has a query, a host or expressions other than variables; or <paramref name="response"/> is a task or
    /// a delegate that the other overload does not accept.
    /// </exception>
    public void Respond(HttpMethod method, string template, object response)
    {
        var ready = SandboxResponse.From(response);
        _platform.Routes.Add(new Route(new Endpoint(method, template), _ => ready));
    }

    /// <summary>
    /// Sets a function that creates the response of an endpoint for each correctly signed request. It replaces an earlier or built-in
    /// response of the same endpoint.
    /// </summary>
    /// <remarks>
    /// If the function throws, the sandbox responds with 500 <c>SYSTEM_ERROR</c>, and <see cref="SandboxRequest.HandlerException"/>
    /// returns the exception.
    /// </remarks>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">
    /// The path, with variables if needed, such as <c>v3/pay/transactions/id/{transaction_id}</c>. Case and a trailing slash are
    /// significant.
    /// </param>
    /// <param name="handler">
    /// A function that returns a <see cref="SandboxResponse"/>, or an object that is serialized to JSON and sent with status code 200. It
    /// must be thread-safe.
    /// </param>
    /// <exception cref="ArgumentException">
    /// <paramref name="template"/> has a query, a host or expressions other than variables.
    /// </exception>
    public void Respond(HttpMethod method, string template, Func<SandboxRequest, object> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _platform.Routes.Add(new Route(new Endpoint(method, template), request => SandboxResponse.From(handler(request))));
    }

    /// <summary>Injects a fault into the next responses. Faults apply in the order in which they were injected, one per request.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="times">The number of requests to apply the fault to.</param>
    /// <param name="method">
    /// The HTTP method of the endpoint to limit the fault to, or <see langword="null"/>, together with <paramref name="template"/>, for any
    /// endpoint.
    /// </param>
    /// <param name="template">The path of that endpoint, with variables if needed.</param>
    /// <exception cref="ArgumentException">
    /// Only one of <paramref name="method"/> and <paramref name="template"/> is given, or <paramref name="template"/> has a query, a host
    /// or expressions other than variables.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void Inject(SandboxFault fault, int times = 1, HttpMethod? method = null, string? template = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        if (method is null != template is null)
        {
            var missing = method is null ? nameof(method) : nameof(template);
            throw new ArgumentException("Pass both 'method' and 'template', or neither.", missing);
        }
        _platform.Faults.Add(fault, times, method is null ? null : new Endpoint(method, template!));
    }

    /// <summary>Closes the port and open connections, disposes the keys and stops retrying notifications.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        await _platform.DisposeAsync().ConfigureAwait(false);
        _identity.Dispose();
    }
}
