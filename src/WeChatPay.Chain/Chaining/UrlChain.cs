using System.Dynamic;
using System.Linq.Expressions;
using WeChatPay.Chain.Chaining;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Transport;
using WeChatPay.Chain.UriTemplates;

namespace WeChatPay.Chain;

/// <summary>The path of an endpoint, built by a chain of members and strings. A verb sends the request.</summary>
/// <remarks>
/// Immutable and thread-safe, so that a chain can be kept and shared. Member names are rewritten (<c>membercardOpen</c> is
/// <c>membercard-open</c>, <c>_card_id_</c> is the variable <c>{card_id}</c>); the strings of <see cref="Chain"/> and of the indexer are
/// literal RFC 6570 templates. A first segment <c>v2</c> selects APIv2 and is not sent.
/// <para>
/// Each verb takes its options as an anonymous object, a string-keyed dictionary, a <see cref="RequestOptions"/> or, on a dynamic chain,
/// named arguments. It throws an <see cref="ArgumentException"/> for an invalid option or variable, before anything is sent; a
/// <see cref="WeChatPayApiException"/> if the platform returns an error response; a <see cref="WeChatPaySignatureException"/> if the
/// response cannot be verified; and <see cref="HttpRequestException"/>, <see cref="TimeoutException"/> and
/// <see cref="OperationCanceledException"/> as <see cref="HttpClient"/> does.
/// </para>
/// <para>
/// Synchronous verbs block on the socket, never on a task. However, .NET opens connections on pool threads: if more pool threads than the
/// minimum of the pool make synchronous calls at once while no connection is open, the first response is delayed until the pool has grown.
/// In that case, raise the minimum (<see cref="ThreadPool.SetMinThreads"/>).
/// </para>
/// </remarks>
/// <example>
/// <code>
/// dynamic client = new WeChatPayClient(options);
/// var state = await client.v3.palmservice.authorization.openid._openid_.GetAsync(
///     openid: "o4GgauInH_RCEdvrrNGrntXDu6D4", query: new { organization_id = "1004" });
/// </code>
/// </example>
public partial class UrlChain : IDynamicMetaObjectProvider
{
    private readonly RequestFactory _requests;
    private readonly HttpTransport _transport;
    private readonly string _text;
    private readonly ChildNodes _members = new();
    private readonly ChildNodes _segments = new();
    private UriTemplate? _template;

    private protected UrlChain(RequestFactory requests, HttpTransport transport)
        : this(requests, transport, "")
    {
    }

    private UrlChain(RequestFactory requests, HttpTransport transport, string text)
    {
        _requests = requests;
        _transport = transport;
        _text = text;
    }

    /// <summary>Appends one or several segments, as <see cref="Chain"/> does.</summary>
    /// <param name="segment">An RFC 6570 template, which is used literally.</param>
    public UrlChain this[string segment] => Chain(segment);

    /// <summary>Appends one or several segments.</summary>
    /// <param name="segment">
    /// An RFC 6570 template such as <c>cards/{card_id}/permission-tokens</c>, which is used literally. On the client itself, it may be an
    /// absolute URL of the platform.
    /// </param>
    /// <returns>The extended chain. This one does not change.</returns>
    /// <exception cref="ArgumentException"><paramref name="segment"/> is empty.</exception>
    public UrlChain Chain(string segment)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(segment);
        return _segments.Find(segment) ?? _segments.GetOrAdd(segment, Append(segment));
    }

    // Explicit, so that completion lists show only the members of a chain.
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new ChainMetaObject(parameter, this);

    /// <summary>Returns the template of the chain.</summary>
    public override string ToString() => _text;

    /// <summary>Appends the segment of a member name.</summary>
    internal UrlChain GetMember(string name) =>
        _members.Find(name) ?? _members.GetOrAdd(name, Chain(SegmentName.ToSegment(name)));

    /// <summary>Calls a verb, or <see cref="Chain"/>, by a name in any case.</summary>
    internal object InvokeMember(string name, CallInfo call, object?[] arguments)
    {
        if (arguments is [string segment] && name.Equals(nameof(Chain), StringComparison.OrdinalIgnoreCase))
        {
            return Chain(segment);
        }
        var (verb, options, cancellationToken) = ReadVerb(name, call, arguments);
        return verb.IsAsync ? SendAsync(verb.Method, options, cancellationToken ?? default) : Send(verb.Method, options);
    }

    private (Verb Verb, RequestOptions Options, CancellationToken? CancellationToken) ReadVerb(
        string name, CallInfo call, object?[] arguments)
    {
        try
        {
            var verb = Verb.Read(name) ?? throw NotAVerb(name);
            var (options, cancellationToken) = DynamicArguments.Read(call, arguments);
            return cancellationToken is null || verb.IsAsync
                ? (verb, options, cancellationToken)
                : throw new ArgumentException(
                    $"'{name}' does not take a CancellationToken, because it is synchronous. "
                        + $"Call '{name}Async', or pass the option 'timeout'.",
                    nameof(arguments));
        }
        catch (Exception exception)
        {
            WeChatPayException.RecordOutcome(exception, outcomeUnknown: false);
            throw;
        }
    }

    private ArgumentException NotAVerb(string name) => name switch
    {
        // The members that 'await' looks up.
        "GetAwaiter" or nameof(Task.ConfigureAwait) => new(
            $"The chain '{UriTemplate.Redact(_text)}' was awaited without a verb, so nothing was sent. "
                + "End it with GetAsync(), PostAsync(…), PutAsync(…), PatchAsync(…) or DeleteAsync()."),
        _ when name.Equals(nameof(Chain), StringComparison.OrdinalIgnoreCase) =>
            new("Chain takes one string, such as Chain(\"v3/certificates\").", name),
        _ => new(
            $"'{name}' is not a verb. A chain ends with Get, Put, Post, Patch or Delete, each also with the suffix Async; "
                + "a segment has no parentheses.",
            name),
    };

    private UrlChain Append(string segment) =>
        new(_requests, _transport, _text.Length == 0 ? segment : $"{_text.TrimEnd('/')}/{segment.TrimStart('/')}");
}
