using System.Collections.Concurrent;

namespace WeChatPay.Chain.Sandbox;

/// <summary>The WeChat Pay platform on loopback: checks each request's signature, answers signed, records what it received.</summary>
/// <remarks>
/// It has a merchant, keys and a port of its own, so several may run at once in one process, and nothing is left behind when it is
/// disposed. It listens on 127.0.0.1 only, over http.
/// </remarks>
/// <example>
/// <code>
/// await using var sandbox = await WeChatPaySandbox.StartAsync();
/// dynamic client = new WeChatPayClient(sandbox.CreateClientOptions());
/// </code>
/// </example>
public sealed class WeChatPaySandbox : IAsyncDisposable
{
    private readonly SandboxIdentity _identity;
    private readonly SandboxOptions _options;
    private readonly RequestVerifier _verifier;
    private readonly AnswerSigner _signer;
    private readonly FaultQueue _faults = new();
    private readonly ConcurrentQueue<SandboxRequest> _requests = new();
    private readonly RouteTable _routes;
    private LoopbackServer _server = null!;

    private WeChatPaySandbox(SandboxIdentity identity, SandboxOptions options)
    {
        _identity = identity;
        _options = options;
        _verifier = new RequestVerifier(identity, options.TimeProvider);
        _signer = new AnswerSigner(identity, options);
        _routes = new RouteTable([.. DocumentedCalls.All(options.TimeProvider), .. Bills.All(options.TimeProvider)]);
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseAddress => _server.Address;

    /// <summary>What it received so far, in the order of arrival, refused requests among it.</summary>
    public IReadOnlyList<SandboxRequest> Requests => [.. _requests];

    /// <summary>Starts a sandbox on a free port.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static async Task<WeChatPaySandbox> StartAsync(SandboxOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sandbox = new WeChatPaySandbox(await SandboxIdentity.CreateAsync().ConfigureAwait(false), options ?? new SandboxOptions());
        sandbox._server = await LoopbackServer.StartAsync(sandbox.AnswerAsync, cancellationToken).ConfigureAwait(false);
        return sandbox;
    }

    /// <summary>Options for a client of this sandbox: its merchant, its keys, its address and its clock. Each call makes new ones.</summary>
    public WeChatPayClientOptions CreateClientOptions() => _identity.CreateClientOptions(BaseAddress, _options.TimeProvider);

    /// <summary>Sets what is answered to an endpoint; the newest setting wins, over the built-in answers too.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The path with variables, such as <c>v3/pay/transactions/id/{transaction_id}</c>; case and trailing slash count.</param>
    /// <param name="answer">A <see cref="SandboxAnswer"/>, or an object that is written as JSON, now, with status 200.</param>
    /// <exception cref="ArgumentException"><paramref name="template"/> has a query, a host, or expressions that are more than variables.</exception>
    public void Respond(HttpMethod method, string template, object answer)
    {
        var ready = SandboxAnswer.From(answer);
        _routes.Add(new Route(new Endpoint(method, template), _ => ready));
    }

    /// <summary>Sets what is answered to an endpoint, made from each request that is signed right; the newest setting wins.</summary>
    /// <remarks>
    /// A function that throws is answered for with 500 <c>SYSTEM_ERROR</c>, whose message names the exception; the exception itself
    /// stands in <see cref="SandboxRequest.AnswerFailure"/>.
    /// </remarks>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The path with variables, such as <c>v3/pay/transactions/id/{transaction_id}</c>; case and trailing slash count.</param>
    /// <param name="answer">Gives a <see cref="SandboxAnswer"/>, or an object that is written as JSON with status 200. Called by several requests at once.</param>
    /// <exception cref="ArgumentException"><paramref name="template"/> has a query, a host, or expressions that are more than variables.</exception>
    public void Respond(HttpMethod method, string template, Func<SandboxRequest, object> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _routes.Add(new Route(new Endpoint(method, template), request => SandboxAnswer.From(answer(request))));
    }

    /// <summary>Lets the next answers go wrong.</summary>
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
        _faults.Add(fault, times, method is null ? null : new Endpoint(method, template!));
    }

    /// <summary>Closes the port and forgets the keys; connections that are still open are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        _identity.Dispose();
    }

    private async Task<(OutgoingAnswer Answer, Drop Drop)> AnswerAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        var refusal = _verifier.Refuse(request);
        var route = _routes.Find(request);
        _requests.Enqueue(request);
        var fault = _faults.Take(request);
        if (fault is not null && fault.Pause != TimeSpan.Zero)
        {
            await Task.Delay(fault.Pause, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        var answer = fault?.Replacement ?? refusal ?? AnswerOf(route, request);
        var outgoing = new OutgoingAnswer(answer);
        if (answer.IsSigned)
        {
            _signer.Sign(outgoing, fault?.Age ?? TimeSpan.Zero);
        }
        fault?.Alter(outgoing);
        return (outgoing, fault?.Drop ?? Drop.Never);
    }

    private static SandboxAnswer AnswerOf(Route? route, SandboxRequest request)
    {
        if (route is null)
        {
            return SandboxAnswer.Error(404, "RESOURCE_NOT_EXISTS", "请求的资源不存在");
        }
        try
        {
            return route.Answer(request);
        }
        catch (Exception exception)
        {
            // Whatever a test's own function throws is for the test to see; thrown here it would only close the connection.
            request.AnswerFailure = exception;
            return SandboxAnswer.Error(500, "SYSTEM_ERROR", $"The function that answers {request} threw {exception.GetType()}: {exception.Message}");
        }
    }
}
