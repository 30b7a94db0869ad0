// The options of a call: query, headers, body, base_uri, timeout, allow_redirects; for sink see files.cs, for security and nonceless
// v2-calls.cs.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
sandbox.Respond(HttpMethod.Get, "v3/merchant-service/complaints-v2", request => new { target = request.Target });
sandbox.Respond(HttpMethod.Post, "v3/applyment4sub/applyment/{empty}", request => new { path = request.Path });
sandbox.Respond(
    HttpMethod.Post, "v3/payscore/permissions", request => new { body = request.Body, language = request.Headers["Accept-Language"] });

// $instance = Builder::factory($config);
dynamic instance = new WeChatPayClient(sandbox.CreateClientOptions());
WeChatPayResponse response;

Console.WriteLine("query");
// $response = $instance->v3->merchantService->complaintsV2->get(['query' => ['limit' => 5, 'begin_date' => '2026-11-01']]);
response = instance.v3.merchantService.complaintsV2.Get(query: new { limit = 5, begin_date = "2026-11-01" });
Print("pairs", response);
// $response = $instance->v3->merchantService->complaintsV2->get(['query' => 'limit=5&begin_date=2026-11-01']);
response = instance.v3.merchantService.complaintsV2.Get(query: "limit=5&begin_date=2026-11-01");
Print("ready text", response);
// $response = $instance->v3->merchantService->complaintsV2->get(['query' => ['list' => ['a', 'b'], 'truth' => true, 'nothing' => null]]);
response = instance.v3.merchantService.complaintsV2.Get(query: new { list = new[] { "a", "b" }, truth = true, nothing = (string?)null });
Print("list, truth, null", response);
// $response = $instance->chain('v3/merchant-service/complaints-v2{?limit,offset}')->get(['limit' => 5, 'offset' => 10]);
response = instance.Chain("v3/merchant-service/complaints-v2{?limit,offset}").Get(limit: 5, offset: 10);
Print("in the template", response);

Console.WriteLine("path");
// $response = $instance->chain('v3/applyment4sub/applyment/')->post(['json' => ['business_code' => 'APPLY_01']]);
response = instance.Chain("v3/applyment4sub/applyment/").Post(json: new { business_code = "APPLY_01" });
Print("slash at the end", response);
// $response = $instance->v3->applyment4sub->applyment->_empty_->post(['json' => ['business_code' => 'APPLY_01'], 'empty' => '']);
response = instance.v3.applyment4sub.applyment._empty_.Post(json: new { business_code = "APPLY_01" }, empty: "");
Print("slash at the end, as a variable", response);

Console.WriteLine("headers, body");
// $response = $instance->v3->payscore->permissions->post(['headers' => ['Accept-Language' => 'en'], 'json' => ['service_id' => '500001']]);
response = instance.v3.payscore.permissions.Post(
    headers: new Dictionary<string, string> { ["Accept-Language"] = "en" }, json: new { service_id = "500001" });
Print("headers", response);
// $response = $instance->v3->payscore->permissions->post(['headers' => ['Accept-Language' => 'en'], 'body' => '{"service_id":"500001"}']);
response = instance.v3.payscore.permissions.Post(
    headers: new Dictionary<string, string> { ["Accept-Language"] = "en" }, body: """{"service_id":"500001"}""");
Print("body as it is", response);

Console.WriteLine("base_uri, timeout, allow_redirects");
// $base_uri = 'http://127.0.0.1:8080/';
var base_uri = sandbox.BaseAddress;
// $response = $instance->v3->certificates->get(['base_uri' => $base_uri, 'timeout' => 2.5, 'allow_redirects' => false]);
response = instance.v3.certificates.Get(base_uri: base_uri, timeout: 2.5, allow_redirects: false);
Console.WriteLine($"  all three: {response.StatusCode}");

Console.WriteLine("the same call with three forms of options");
// $response = $instance->chain('v3/merchant-service/complaints-v2')->get(['query' => ['limit' => 5]]);
response = instance.Chain("v3/merchant-service/complaints-v2").Get(query: new { limit = 5 });
Print("named arguments", response);
response = instance.Chain("v3/merchant-service/complaints-v2").Get(new { query = new { limit = 5 } });
Print("an anonymous object", response);
response = instance.Chain("v3/merchant-service/complaints-v2").Get(new Dictionary<string, object> { ["query"] = new { limit = 5 } });
Print("a dictionary", response);

Console.WriteLine("options configured elsewhere");
foreach (var guzzle in (string[])["debug", "handler", "verify", "cert", "proxy", "josn"])
{
    try
    {
        // $instance->v3->certificates->get(['debug' => true]);
        instance.v3.certificates.Get(new Dictionary<string, object> { [guzzle] = true });
    }
    catch (ArgumentException problem)
    {
        Console.WriteLine($"  {problem.Message.Split(" Options:")[0]}");
    }
}

static void Print(string what, WeChatPayResponse response) => Console.WriteLine($"  {what}: {response.Body}");
