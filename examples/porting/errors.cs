// The exceptions, next to those of Guzzle.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using System.Security.Cryptography;
using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
sandbox.Respond(
    HttpMethod.Post,
    "v2/pay/orderquery",
    SandboxResponse.Xml(new { result_code = "FAIL", err_code = "ORDERNOTEXIST", err_code_des = "订单不存在" }));
var options = sandbox.CreateClientOptions();
// $instance = Builder::factory($config);
dynamic instance = new WeChatPayClient(options);

await TryAsync("4xx", SandboxFault.Status(403, "NO_AUTH"));
await TryAsync("5xx", SandboxFault.Status(500, "SYSTEM_ERROR"));
await TryAsync("2xx that does not verify", SandboxFault.TamperedBody);
await TryAsync("3xx", SandboxFault.Response(SandboxResponse.Text("", statusCode: 302)));
await TryAsync("connection lost", SandboxFault.DroppedConnection);
await TryAsync("timeout", SandboxFault.Delay(Timeout.InfiniteTimeSpan), timeout: 0.2);

async Task TryAsync(string what, SandboxFault fault, double timeout = 30)
{
    sandbox.Inject(fault);
    try
    {
        // $response = $instance->chain('v3/certificates')->getAsync(['timeout' => $timeout])->wait();
        var response = await instance.Chain("v3/certificates").GetAsync(new { timeout });
    }
    // } catch (ClientException | ServerException $e) {
    catch (WeChatPayApiException e)
    {
        // echo $e->getResponse()->getStatusCode(), ' ', json_decode((string) $e->getResponse()->getBody())->code, PHP_EOL;
        Console.WriteLine($"{what}: {e.StatusCode} {e.Code ?? "without a code"}");
    }
    // } catch (RequestException $e) {
    catch (WeChatPaySignatureException e)
    {
        // echo $e->getMessage(), PHP_EOL;
        Console.WriteLine($"{what}: {e.Reason}, outcome unknown: {e.OutcomeUnknown}");
    }
    // } catch (ConnectException $e) {
    catch (Exception e) when (e is HttpRequestException or TimeoutException)
    {
        // echo get_class($e), PHP_EOL;
        Console.WriteLine($"{what}: {e.GetType().Name}, outcome unknown: {WeChatPayException.IsOutcomeUnknown(e)}");
    }
    // }
}

try
{
    // $instance->v2->pay->orderquery->post(['xml' => ['appid' => 'wx8888888888888888', 'mch_id' => $mchid,
    //     'out_trade_no' => 'P2026112199']]);
    instance.v2.pay.orderquery.Post(xml: new { appid = "wx8888888888888888", mch_id = options.MerchantId, out_trade_no = "P2026112199" });
}
// } catch (RejectionException $e) {
catch (WeChatPayApiException e)
{
    // $fields = Transformer::toArray((string) $e->getReason()->getBody());
    var fields = e.Response.Xml;
    Console.WriteLine($"APIv2, result_code FAIL: {fields["err_code"]} {e.StatusCode} {e.Code}");
}

try
{
    // $instance->v3->pay->transactions->id->_transaction_id_->get();
    instance.v3.pay.transactions.id._transaction_id_.Get();
}
catch (ArgumentException e)
{
    Console.WriteLine($"a variable is missing: {e.ParamName}");
}

try
{
    // $instance = Builder::factory(['mchid' => $mchid, 'serial' => $serial, 'privateKey' => $merchantKey,
    //     'certs' => [$serial => $platformKey]]);
    Builder.Factory(new
    {
        mchid = options.MerchantId,
        serial = "3775B6A45ACD588826D15E583A95F5DD",
        privateKey = options.MerchantPrivateKey,
        certs = new Dictionary<string, RSA> { ["3775B6A45ACD588826D15E583A95F5DD"] = RSA.Create(2048) }
    });
}
// } catch (InvalidArgumentException $e) {
catch (ArgumentException e)
{
    Console.WriteLine($"the merchant's serial for the platform's key: {e.ParamName}");
}
