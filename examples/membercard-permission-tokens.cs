// POST v3/marketing/membercard-open/cards/{card_id}/permission-tokens (会员卡商户预授权) in six styles, ported from wechatpay-php.
// Each line of PHP is followed by its C# equivalent.

#:project ../src/WeChatPay.Chain
#:project ../src/WeChatPay.Chain.Sandbox

using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

// The sandbox on loopback. To call WeChat Pay itself, pass your own WeChatPayClientOptions, as quickstart.cs does.
await using var sandbox = await WeChatPaySandbox.StartAsync();

// $instance = Builder::factory($config);
dynamic instance = new WeChatPayClient(sandbox.CreateClientOptions());

// $options = [
var options = new
{
    // 'card_id' => 'pbLatjvWOibDc5-TBnbUk1pD12o0',
    card_id = "pbLatjvWOibDc5-TBnbUk1pD12o0",
    // 'json' => [
    json = new
    {
        // 'activate_type' => 'AUTO_ACTIVATE',
        activate_type = "AUTO_ACTIVATE",
        // 'navigate_back_previous_page' => true,
        navigate_back_previous_page = true,
        // 'activate_url' => 'https://example.com/cards/activate',
        activate_url = "https://example.com/cards/activate",
        // 'activate_appid' => 'wx8888888888888888',
        activate_appid = "wx8888888888888888",
        // 'activate_path' => 'pages/activate/index',
        activate_path = "pages/activate/index",
        // 'outer_str' => 'shop-17',
        outer_str = "shop-17",
    },
};

// Pure chain, async
// $response = $instance->v3->marketing->membercardOpen->cards->_card_id_->permissionTokens->postAsync($options)->wait();
var response = await instance.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.PostAsync(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Declarative, async
// $response = $instance->chain('v3/marketing/membercard-open/cards/{card_id}/permission-tokens')->postAsync($options)->wait();
response = await instance.Chain("v3/marketing/membercard-open/cards/{card_id}/permission-tokens").PostAsync(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Indexer, async
// $response = $instance['v3/marketing/membercard-open/cards/{card_id}/permission-tokens']->postAsync($options)->wait();
response = await instance["v3/marketing/membercard-open/cards/{card_id}/permission-tokens"].PostAsync(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Pure chain, sync
// $response = $instance->v3->marketing->membercardOpen->cards->_card_id_->permissionTokens->post($options);
response = instance.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.Post(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Declarative, sync
// $response = $instance->chain('v3/marketing/membercard-open/cards/{card_id}/permission-tokens')->post($options);
response = instance.Chain("v3/marketing/membercard-open/cards/{card_id}/permission-tokens").Post(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Indexer, sync
// $response = $instance['v3/marketing/membercard-open/cards/{card_id}/permission-tokens']->post($options);
response = instance["v3/marketing/membercard-open/cards/{card_id}/permission-tokens"].Post(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);
