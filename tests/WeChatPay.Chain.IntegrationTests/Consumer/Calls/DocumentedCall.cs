namespace WeChatPay.Chain.IntegrationTests.Consumer.Calls;

/// <summary>A documented call and the six styles in which it can be written. All of them must send the same request.</summary>
public abstract class DocumentedCall
{
    public abstract HttpMethod Method { get; }

    /// <summary>The expected path and query.</summary>
    public abstract string Target { get; }

    /// <summary>The expected body; empty for a request without one.</summary>
    public abstract string Body { get; }

    public abstract string ResponseBody { get; }

    /// <summary>The field of <see cref="ResponseBody"/> that a merchant uses next.</summary>
    public abstract string Outcome { get; }

    /// <summary>The six styles, each with the name of its method.</summary>
    public IEnumerable<(string Name, Func<WeChatPayClient, Task<WeChatPayResponse>> Send)> Styles =>
    [
        (nameof(PureChainAsync), client => PureChainAsync(client)),
        (nameof(PureChain), client => Task.FromResult(PureChain(client))),
        (nameof(DeclarativeAsync), DeclarativeAsync),
        (nameof(Declarative), client => Task.FromResult(Declarative(client))),
        (nameof(IndexerAsync), IndexerAsync),
        (nameof(Indexer), client => Task.FromResult(Indexer(client))),
    ];

    /// <summary>Reads <see cref="Outcome"/> from <see cref="WeChatPayResponse.Data"/>.</summary>
    public abstract string? ReadOutcome(dynamic data);

    protected abstract Task<WeChatPayResponse> PureChainAsync(dynamic client);

    protected abstract WeChatPayResponse PureChain(dynamic client);

    protected abstract Task<WeChatPayResponse> DeclarativeAsync(WeChatPayClient client);

    protected abstract WeChatPayResponse Declarative(WeChatPayClient client);

    protected abstract Task<WeChatPayResponse> IndexerAsync(WeChatPayClient client);

    protected abstract WeChatPayResponse Indexer(WeChatPayClient client);
}
