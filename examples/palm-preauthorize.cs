// POST v3/palmservice/authorization/preauthorize (刷掌服务关联预授权) in six styles, ported from wechatpay-php.
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
        // 'openid' => 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
        openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        // 'preauthorize_session_id' => '20261121093000000017',
        preauthorize_session_id = "20261121093000000017",
        // 'organization_id' => '1004',
        organization_id = "1004",
    },
};

// Pure chain, async
// $response = $instance->v3->palmservice->authorization->preauthorize->postAsync($options)->wait();
var response = await instance.v3.palmservice.authorization.preauthorize.PostAsync(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Declarative, async
// $response = $instance->chain('v3/palmservice/authorization/preauthorize')->postAsync($options)->wait();
response = await instance.Chain("v3/palmservice/authorization/preauthorize").PostAsync(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Indexer, async
// $response = $instance['v3/palmservice/authorization/preauthorize']->postAsync($options)->wait();
response = await instance["v3/palmservice/authorization/preauthorize"].PostAsync(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Pure chain, sync
// $response = $instance->v3->palmservice->authorization->preauthorize->post($options);
response = instance.v3.palmservice.authorization.preauthorize.Post(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Declarative, sync
// $response = $instance->chain('v3/palmservice/authorization/preauthorize')->post($options);
response = instance.Chain("v3/palmservice/authorization/preauthorize").Post(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);

// Indexer, sync
// $response = $instance['v3/palmservice/authorization/preauthorize']->post($options);
response = instance["v3/palmservice/authorization/preauthorize"].Post(options);
// echo json_decode((string) $response->getBody())->permission_token, PHP_EOL;
Console.WriteLine(response.Data.permission_token);
