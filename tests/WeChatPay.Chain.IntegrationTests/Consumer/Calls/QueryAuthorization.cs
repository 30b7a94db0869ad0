namespace WeChatPay.Chain.IntegrationTests.Consumer.Calls;

/// <summary>Palm service: queries whether a customer has authorized an organization.</summary>
public sealed class QueryAuthorization : DocumentedCall
{
    private readonly object _options = new { openid = "o-Palm_Kw7Customer01", query = new { organization_id = "1004" } };

    public override HttpMethod Method => HttpMethod.Get;

    public override string Target => "/v3/palmservice/authorization/openid/o-Palm_Kw7Customer01?organization_id=1004";

    public override string Body => "";

    public override string ResponseBody =>
        """
        {"openid":"o-Palm_Kw7Customer01","organization_id":"1004","state":"AUTHORIZATION_STATE_ON","authorize_time":"2026-05-31T10:30:00Z"}
        """;

    public override string Outcome => "AUTHORIZATION_STATE_ON";

    public override string? ReadOutcome(dynamic data) => data.state;

    protected override Task<WeChatPayResponse> PureChainAsync(dynamic client) =>
        client.v3.palmservice.authorization.openid._openid_.GetAsync(_options);

    protected override WeChatPayResponse PureChain(dynamic client) => client.v3.palmservice.authorization.openid._openid_.Get(_options);

    protected override Task<WeChatPayResponse> DeclarativeAsync(WeChatPayClient client) =>
        client.Chain("v3/palmservice/authorization/openid/{openid}").GetAsync(_options);

    protected override WeChatPayResponse Declarative(WeChatPayClient client) =>
        client.Chain("v3/palmservice/authorization/openid/{openid}").Get(_options);

    protected override Task<WeChatPayResponse> IndexerAsync(WeChatPayClient client) =>
        client["v3/palmservice/authorization/openid/{openid}"].GetAsync(_options);

    protected override WeChatPayResponse Indexer(WeChatPayClient client) =>
        client["v3/palmservice/authorization/openid/{openid}"].Get(_options);
}
