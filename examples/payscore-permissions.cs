// POST v3/payscore/permissions (支付分商户预授权) in six styles, ported from wechatpay-php.
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
    // 'json' => [
    json = new
    {
        // 'service_id' => '500001',
        service_id = "500001",
        // 'appid' => 'wx8888888888888888',
        appid = "wx8888888888888888",
        // 'authorization_code' => 'AUTH20261121000001',
        authorization_code = "AUTH20261121000001",
        // 'notify_url' => 'https://example.com/wechatpay/notifications',
        notify_url = "https://example.com/wechatpay/notifications",
    },
};

// Pure chain, async
// $response = $instance->v3->payscore->permissions->postAsync($options)->wait();
var response = await instance.v3.payscore.permissions.PostAsync(options);
// echo json_decode((string) $response->getBody())->apply_permissions_token, PHP_EOL;
Console.WriteLine(response.Data.apply_permissions_token);

// Declarative, async
// $response = $instance->chain('v3/payscore/permissions')->postAsync($options)->wait();
response = await instance.Chain("v3/payscore/permissions").PostAsync(options);
// echo json_decode((string) $response->getBody())->apply_permissions_token, PHP_EOL;
Console.WriteLine(response.Data.apply_permissions_token);

// Indexer, async
// $response = $instance['v3/payscore/permissions']->postAsync($options)->wait();
response = await instance["v3/payscore/permissions"].PostAsync(options);
// echo json_decode((string) $response->getBody())->apply_permissions_token, PHP_EOL;
Console.WriteLine(response.Data.apply_permissions_token);

// Pure chain, sync
// $response = $instance->v3->payscore->permissions->post($options);
response = instance.v3.payscore.permissions.Post(options);
// echo json_decode((string) $response->getBody())->apply_permissions_token, PHP_EOL;
Console.WriteLine(response.Data.apply_permissions_token);

// Declarative, sync
// $response = $instance->chain('v3/payscore/permissions')->post($options);
response = instance.Chain("v3/payscore/permissions").Post(options);
// echo json_decode((string) $response->getBody())->apply_permissions_token, PHP_EOL;
Console.WriteLine(response.Data.apply_permissions_token);

// Indexer, sync
// $response = $instance['v3/payscore/permissions']->post($options);
response = instance["v3/payscore/permissions"].Post(options);
// echo json_decode((string) $response->getBody())->apply_permissions_token, PHP_EOL;
Console.WriteLine(response.Data.apply_permissions_token);
