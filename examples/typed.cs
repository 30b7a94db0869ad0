// Four documented calls with typed endpoints: the compiler knows the paths, the fields and the responses, and an editor completes them.
// Calls a sandbox, which it starts; needs no account and no keys. quickstart.cs makes the same calls without types.

#:project ../src/WeChatPay.Chain
#:project ../src/WeChatPay.Chain.Endpoints
#:project ../src/WeChatPay.Chain.Sandbox

using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
using var client = new WeChatPayClient(sandbox.CreateClientOptions());

using var palm = await client.v3.palmservice.authorization.preauthorize.PostAsync(json: new()
{
    openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
    preauthorize_session_id = "20261121093000000017",
    organization_id = "1004",
});
Console.WriteLine($"Palm service, to authorize: {palm.Data.permission_token}");

using var user = await client.v3.palmservice.authorization.openid._openid_.GetAsync(
    openid: "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
    query: new() { organization_id = "1004" });
Console.WriteLine($"Palm service, state of the user: {user.Data.state}");

using var score = await client.v3.payscore.permissions.PostAsync(json: new()
{
    service_id = "500001",
    appid = "wx8888888888888888",
    authorization_code = "AUTH20261121000001",
    notify_url = "https://example.com/wechatpay/notifications",
});
Console.WriteLine($"Payscore, to authorize: {score.Data.apply_permissions_token}");

using var card = await client.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.PostAsync(
    card_id: "pbLatjvWOibDc5-TBnbUk1pD12o0",
    json: new()
    {
        activate_type = "AUTO_ACTIVATE",
        navigate_back_previous_page = true,
        activate_url = "https://example.com/cards/activate",
        activate_appid = "wx8888888888888888",
        activate_path = "pages/activate/index",
        outer_str = "typed",
    });
Console.WriteLine($"Member card, to activate: {card.Data.permission_token}");
