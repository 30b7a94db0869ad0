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
    private readonly ConcurrentStack<Route> _routes;
    private LoopbackServer _server = null!;

    private WeChatPaySandbox(SandboxIdentity identity, SandboxOptions options)
    {
        _identity = identity;
        _options = options;
        _verifier = new RequestVerifier(identity, options.TimeProvider);
        _signer = new AnswerSigner(identity, options);
        _routes = new ConcurrentStack<Route>(DocumentedCalls.All(options.TimeProvider));
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
    /// <param name="template">The path with variables, such as <c>v3/pay/transactions/id/{transaction_id}</c>.</param>
    /// <param name="answer">A <see cref="SandboxAnswer"/>, or an object that is written as JSON with status 200.</param>
    public void Respond(HttpMethod method, string template, object answer) => Respond(method, template, _ => answer);

    /// <summary>Sets what is answered to an endpoint, made from each request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The path with variables, such as <c>v3/pay/transactions/id/{transaction_id}</c>.</param>
    /// <param name="answer">Gives a <see cref="SandboxAnswer"/>, or an object that is written as JSON with status 200.</param>
    public void Respond(HttpMethod method, string template, Func<SandboxRequest, object> answer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(template);
        _routes.Push(new Route(method, template, request => answer(request) switch
        {
            SandboxAnswer ready => ready,
            var body => SandboxAnswer.Json(body),
        }));
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
        _faults.Add(fault, times, method is null ? null : new Route(method, template!, _ => SandboxAnswer.Empty()));
    }

    /// <summary>Closes the port and forgets the keys; connections that are still open are closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        _identity.Dispose();
    }

    private async Task<(OutgoingAnswer Answer, Drop Drop)> AnswerAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request);
        var fault = _faults.Take(request);
        if (fault is { Pause: { Ticks: > 0 } pause })
        {
            await Task.Delay(pause, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        var answer = fault?.Replacement ?? _verifier.Refuse(request) ?? Found(request);
        var outgoing = new OutgoingAnswer(answer);
        if (answer.IsSigned)
        {
            _signer.Sign(outgoing, fault?.Age ?? TimeSpan.Zero);
        }
        fault?.Alter(outgoing);
        return (outgoing, fault?.Drop ?? Drop.Never);
    }

    private SandboxAnswer Found(SandboxRequest request)
    {
        foreach (var route in _routes)
        {
            if (route.Match(request) is { } variables)
            {
                request.Variables = variables;
                return route.Answer(request);
            }
        }
        return SandboxAnswer.Error(404, "RESOURCE_NOT_EXISTS", "请求的资源不存在");
    }
}
