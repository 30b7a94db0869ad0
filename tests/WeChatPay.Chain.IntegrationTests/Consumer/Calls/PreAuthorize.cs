namespace WeChatPay.Chain.IntegrationTests.Consumer.Calls;

/// <summary>Palm service: creates the token that a device needs before it scans a palm.</summary>
public sealed class PreAuthorize : DocumentedCall
{
    private readonly object _options = new
    {
        json = new { openid = "o-Palm_Kw7Customer01", preauthorize_session_id = "session-20260601-1", organization_id = "1004" },
    };

    public override HttpMethod Method => HttpMethod.Post;

    public override string Target => "/v3/palmservice/authorization/preauthorize";

    public override string Body =>
        """
        {"openid":"o-Palm_Kw7Customer01","preauthorize_session_id":"session-20260601-1","organization_id":"1004"}
        """;

    public override string ResponseBody => """{"permission_token":"palm-token-1"}""";

    public override string Outcome => "palm-token-1";

    public override string? ReadOutcome(dynamic data) => data.permission_token;

    protected override Task<WeChatPayResponse> PureChainAsync(dynamic client) =>
        client.v3.palmservice.authorization.preauthorize.PostAsync(_options);

    protected override WeChatPayResponse PureChain(dynamic client) => client.v3.palmservice.authorization.preauthorize.Post(_options);

    protected override Task<WeChatPayResponse> DeclarativeAsync(WeChatPayClient client) =>
        client.Chain("v3/palmservice/authorization/preauthorize").PostAsync(_options);

    protected override WeChatPayResponse Declarative(WeChatPayClient client) =>
        client.Chain("v3/palmservice/authorization/preauthorize").Post(_options);

    protected override Task<WeChatPayResponse> IndexerAsync(WeChatPayClient client) =>
        client["v3/palmservice/authorization/preauthorize"].PostAsync(_options);

    protected override WeChatPayResponse Indexer(WeChatPayClient client) =>
        client["v3/palmservice/authorization/preauthorize"].Post(_options);
}
