namespace WeChatPay.Chain.IntegrationTests.Consumer.Calls;

/// <summary>A call as the platform documents it, and the six ways to write it, which all have to send the same.</summary>
public abstract class DocumentedCall
{
    public abstract HttpMethod Method { get; }

    /// <summary>Path and query as they have to arrive.</summary>
    public abstract string Target { get; }

    /// <summary>The body as it has to arrive; empty for none.</summary>
    public abstract string Body { get; }

    public abstract string Answer { get; }

    /// <summary>The field of <see cref="Answer"/> that a merchant goes on with.</summary>
    public abstract string Outcome { get; }

    /// <summary>The six under the names of their methods, to be called alike.</summary>
    public IEnumerable<(string Name, Func<WeChatPayClient, Task<WeChatPayResponse>> Send)> Styles =>
    [
        (nameof(PureChainAsync), client => PureChainAsync(client)),
        (nameof(PureChain), client => Task.FromResult(PureChain(client))),
        (nameof(DeclarativeAsync), DeclarativeAsync),
        (nameof(Declarative), client => Task.FromResult(Declarative(client))),
        (nameof(IndexerAsync), IndexerAsync),
        (nameof(Indexer), client => Task.FromResult(Indexer(client))),
    ];

    /// <summary>Reads <see cref="Outcome"/> from what <see cref="WeChatPayResponse.Data"/> gives.</summary>
    public abstract string? ReadOutcome(dynamic data);

    protected abstract Task<WeChatPayResponse> PureChainAsync(dynamic client);

    protected abstract WeChatPayResponse PureChain(dynamic client);

    protected abstract Task<WeChatPayResponse> DeclarativeAsync(WeChatPayClient client);

    protected abstract WeChatPayResponse Declarative(WeChatPayClient client);

    protected abstract Task<WeChatPayResponse> IndexerAsync(WeChatPayClient client);

    protected abstract WeChatPayResponse Indexer(WeChatPayClient client);
}
