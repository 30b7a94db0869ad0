// One call in six styles, and how a path becomes a chain.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

// The sandbox on loopback, which receives all calls below.
await using var sandbox = await WeChatPaySandbox.StartAsync();
sandbox.Respond(
    HttpMethod.Post, "v3/marketing/favor/users/{openid}/coupons", request => new { coupon_id = $"for {request.Variables["openid"]}" });
sandbox.Respond(HttpMethod.Get, "v3/merchant-service/complaints-v2/{complaint_id}", request =>
    new { complaint_id = request.Variables["complaint_id"] });

// $instance = Builder::factory($config);
dynamic instance = new WeChatPayClient(sandbox.CreateClientOptions());
WeChatPayResponse response;

Console.WriteLine("Six styles");
// $options = ['json' => ['service_id' => '500001', 'appid' => 'wx8888888888888888', 'authorization_code' => 'AUTH20261121000001']];
var options = new { json = new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "AUTH20261121000001" } };
// $response = $instance->v3->payscore->permissions->postAsync($options)->wait();
response = await instance.v3.payscore.permissions.PostAsync(options);
Print("pure chain, async", response);
// $response = $instance->chain('v3/payscore/permissions')->postAsync($options)->wait();
response = await instance.Chain("v3/payscore/permissions").PostAsync(options);
Print("declarative, async", response);
// $response = $instance['v3/payscore/permissions']->postAsync($options)->wait();
response = await instance["v3/payscore/permissions"].PostAsync(options);
Print("indexer, async", response);
// $response = $instance->v3->payscore->permissions->post($options);
response = instance.v3.payscore.permissions.Post(options);
Print("pure chain, sync", response);
// $response = $instance->chain('v3/payscore/permissions')->post($options);
response = instance.Chain("v3/payscore/permissions").Post(options);
Print("declarative, sync", response);
// $response = $instance['v3/payscore/permissions']->post($options);
response = instance["v3/payscore/permissions"].Post(options);
Print("indexer, sync", response);

Console.WriteLine("From a path to a chain");
// $coupon = ['stock_id' => '98065001', 'out_request_no' => 'P2026112101'];
var coupon = new { stock_id = "98065001", out_request_no = "P2026112101" };
// $response = $instance->v3->marketing->favor->users->_openid_->coupons->post(['openid' => 'oUpF8uMuAJO', 'json' => $coupon]);
response = instance.v3.marketing.favor.users._openid_.coupons.Post(openid: "oUpF8uMuAJO", json: coupon);
Print("variable, _name_", response);
// $response = $instance->v3->marketing->favor->users->{'{openid}'}->coupons->post(['openid' => 'oUpF8uMuAJO', 'json' => $coupon]);
response = instance.v3.marketing.favor.users["{openid}"].coupons.Post(openid: "oUpF8uMuAJO", json: coupon);
Print("variable, {name}", response);
// $response = $instance->v3->merchantService->complaintsV2->_complaint_id_->get(['complaint_id' => '2000']);
response = instance.v3.merchantService.complaintsV2._complaint_id_.Get(complaint_id: "2000");
Print("hyphens, camelCase", response);
// $response = $instance->v3->{'merchant-service'}->{'complaints-v2'}->_complaint_id_->get(['complaint_id' => '2000']);
response = instance.v3["merchant-service"]["complaints-v2"]._complaint_id_.Get(complaint_id: "2000");
Print("hyphens, as they are", response);
// $response = $instance->chain('{+path}')->get(['path' => 'v3/merchant-service/complaints-v2/2000']);
response = instance.Chain("{+path}").Get(path: "v3/merchant-service/complaints-v2/2000");
Print("a whole path as a variable", response);
// $response = $instance->chain('v3/merchant-service/complaints-v2/{complaint_id}')->get(['complaint_id' => '2000']);
response = instance.chain("v3/merchant-service/complaints-v2/{complaint_id}").get(new { complaint_id = "2000" });
Print("lower case, as in PHP", response);
// $complaints = $instance->v3->merchantService->complaintsV2;
var complaints = instance.v3.merchantService.complaintsV2;
// $response = $complaints->_complaint_id_->getAsync(['complaint_id' => '2001'])->wait();
response = await complaints._complaint_id_.getAsync(complaint_id: "2001");
Print("a reusable chain", response);

static void Print(string what, WeChatPayResponse response) => Console.WriteLine($"  {what}: {response.StatusCode} {response.Body}");
