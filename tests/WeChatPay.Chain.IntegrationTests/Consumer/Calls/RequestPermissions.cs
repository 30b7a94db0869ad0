namespace WeChatPay.Chain.IntegrationTests.Consumer.Calls;

/// <summary>Pay score: requests a customer's permission before the first use of a service.</summary>
public sealed class RequestPermissions : DocumentedCall
{
    private readonly object _options = new
    {
        json = new
        {
            service_id = "500001",
            appid = "wx0123456789abcdef",
            authorization_code = "code-1",
            notify_url = "https://merchant.example/notify",
        },
    };

    public override HttpMethod Method => HttpMethod.Post;

    public override string Target => "/v3/payscore/permissions";

    public override string Body =>
        """
        {"service_id":"500001","appid":"wx0123456789abcdef","authorization_code":"code-1","notify_url":"https://merchant.example/notify"}
        """;

    public override string ResponseBody => """{"apply_permissions_token":"payscore-token-1"}""";

    public override string Outcome => "payscore-token-1";

    public override string? ReadOutcome(dynamic data) => data.apply_permissions_token;

    protected override Task<WeChatPayResponse> PureChainAsync(dynamic client) => client.v3.payscore.permissions.PostAsync(_options);

    protected override WeChatPayResponse PureChain(dynamic client) => client.v3.payscore.permissions.Post(_options);

    protected override Task<WeChatPayResponse> DeclarativeAsync(WeChatPayClient client) =>
        client.Chain("v3/payscore/permissions").PostAsync(_options);

    protected override WeChatPayResponse Declarative(WeChatPayClient client) =>
        client.Chain("v3/payscore/permissions").Post(_options);

    protected override Task<WeChatPayResponse> IndexerAsync(WeChatPayClient client) =>
        client["v3/payscore/permissions"].PostAsync(_options);

    protected override WeChatPayResponse Indexer(WeChatPayClient client) =>
        client["v3/payscore/permissions"].Post(_options);
}
