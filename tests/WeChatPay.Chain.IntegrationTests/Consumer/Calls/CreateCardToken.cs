namespace WeChatPay.Chain.IntegrationTests.Consumer.Calls;

/// <summary>Member cards: creates the token with which a mini program opens a card for a customer.</summary>
public sealed class CreateCardToken : DocumentedCall
{
    private readonly object _options = new
    {
        card_id = "pCard_Kw7Member01",
        json = new
        {
            activate_type = "ACTIVATE_TYPE_MINI_PROGRAM",
            navigate_back_previous_page = true,
            activate_url = (string?)null,
            activate_appid = "wx0123456789abcdef",
            activate_path = "pages/card/activate",
            outer_str = "门店一",
        },
    };

    public override HttpMethod Method => HttpMethod.Post;

    public override string Target => "/v3/marketing/membercard-open/cards/pCard_Kw7Member01/permission-tokens";

    public override string Body =>
        """{"activate_type":"ACTIVATE_TYPE_MINI_PROGRAM","navigate_back_previous_page":true,"activate_url":null"""
        + ""","activate_appid":"wx0123456789abcdef","activate_path":"pages/card/activate","outer_str":"门店一"}""";

    public override string ResponseBody => """{"permission_token":"会员-token-1"}""";

    public override string Outcome => "会员-token-1";

    public override string? ReadOutcome(dynamic data) => data.permission_token;

    protected override Task<WeChatPayResponse> PureChainAsync(dynamic client) =>
        client.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.PostAsync(_options);

    protected override WeChatPayResponse PureChain(dynamic client) =>
        client.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.Post(_options);

    protected override Task<WeChatPayResponse> DeclarativeAsync(WeChatPayClient client) =>
        client.Chain("v3/marketing/membercard-open/cards/{card_id}/permission-tokens").PostAsync(_options);

    protected override WeChatPayResponse Declarative(WeChatPayClient client) =>
        client.Chain("v3/marketing/membercard-open/cards/{card_id}/permission-tokens").Post(_options);

    protected override Task<WeChatPayResponse> IndexerAsync(WeChatPayClient client) =>
        client["v3/marketing/membercard-open/cards/{card_id}/permission-tokens"].PostAsync(_options);

    protected override WeChatPayResponse Indexer(WeChatPayClient client) =>
        client["v3/marketing/membercard-open/cards/{card_id}/permission-tokens"].Post(_options);
}
