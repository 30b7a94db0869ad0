// GET v3/palmservice/authorization/openid/{openid} (查询刷掌授权) in six styles, ported from wechatpay-php.
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
    // 'openid' => 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
    openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
    // 'query' => [
    query = new
    {
        // 'organization_id' => '1004',
        organization_id = "1004",
    },
};

// Pure chain, async
// $response = $instance->v3->palmservice->authorization->openid->_openid_->getAsync($options)->wait();
var response = await instance.v3.palmservice.authorization.openid._openid_.GetAsync(options);
// echo json_decode((string) $response->getBody())->state, PHP_EOL;
Console.WriteLine(response.Data.state);

// Declarative, async
// $response = $instance->chain('v3/palmservice/authorization/openid/{openid}')->getAsync($options)->wait();
response = await instance.Chain("v3/palmservice/authorization/openid/{openid}").GetAsync(options);
// echo json_decode((string) $response->getBody())->state, PHP_EOL;
Console.WriteLine(response.Data.state);

// Indexer, async
// $response = $instance['v3/palmservice/authorization/openid/{openid}']->getAsync($options)->wait();
response = await instance["v3/palmservice/authorization/openid/{openid}"].GetAsync(options);
// echo json_decode((string) $response->getBody())->state, PHP_EOL;
Console.WriteLine(response.Data.state);

// Pure chain, sync
// $response = $instance->v3->palmservice->authorization->openid->_openid_->get($options);
response = instance.v3.palmservice.authorization.openid._openid_.Get(options);
// echo json_decode((string) $response->getBody())->state, PHP_EOL;
Console.WriteLine(response.Data.state);

// Declarative, sync
// $response = $instance->chain('v3/palmservice/authorization/openid/{openid}')->get($options);
response = instance.Chain("v3/palmservice/authorization/openid/{openid}").Get(options);
// echo json_decode((string) $response->getBody())->state, PHP_EOL;
Console.WriteLine(response.Data.state);

// Indexer, sync
// $response = $instance['v3/palmservice/authorization/openid/{openid}']->get($options);
response = instance["v3/palmservice/authorization/openid/{openid}"].Get(options);
// echo json_decode((string) $response->getBody())->state, PHP_EOL;
Console.WriteLine(response.Data.state);
