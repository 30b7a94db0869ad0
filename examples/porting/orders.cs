// An order, its query and its refund: synchronous and asynchronous calls, promises, PATCH, PUT and DELETE.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
sandbox.Respond(HttpMethod.Post, "v3/pay/transactions/native", new { code_url = "weixin://wxpay/bizpayurl?pr=p4lpSuKzz" });
sandbox.Respond(HttpMethod.Get, "v3/pay/transactions/id/{transaction_id}", request =>
    new { transaction_id = request.Variables["transaction_id"], trade_state = "SUCCESS" });
sandbox.Respond(HttpMethod.Get, "v3/pay/transactions/out-trade-no/{out_trade_no}", request =>
    new { out_trade_no = request.Variables["out_trade_no"], trade_state = "NOTPAY" });
sandbox.Respond(HttpMethod.Post, "v3/pay/transactions/out-trade-no/{out_trade_no}/close", SandboxResponse.Empty());
sandbox.Respond(HttpMethod.Post, "v3/refund/domestic/refunds", request =>
    request.Json.GetProperty("out_refund_no").GetString() == "R2026112101"
        ? SandboxResponse.Json(new { refund_id = "50000000382019052709732678859", status = "PROCESSING" })
        : SandboxResponse.Error(404, "RESOURCE_NOT_EXISTS", "订单不存在"));
sandbox.Respond(HttpMethod.Patch, "v3/marketing/busifavor/stocks/{stock_id}", SandboxResponse.Empty());
sandbox.Respond(HttpMethod.Put, "v3/merchant-service/complaint-notifications", request => request.Json);
sandbox.Respond(HttpMethod.Delete, "v3/merchant-service/complaint-notifications", SandboxResponse.Empty());

var mchid = sandbox.CreateClientOptions().MerchantId;
// $instance = Builder::factory($config);
dynamic instance = new WeChatPayClient(sandbox.CreateClientOptions());

Console.WriteLine("Synchronous");
// $order = ['appid' => 'wx8888888888888888', 'mchid' => $mchid, 'description' => '苹果', 'out_trade_no' => 'P2026112101',
//     'notify_url' => 'https://example.com/notify', 'amount' => ['total' => 100, 'currency' => 'CNY']];
var order = new
{
    appid = "wx8888888888888888",
    mchid,
    description = "苹果",
    out_trade_no = "P2026112101",
    notify_url = "https://example.com/notify",
    amount = new { total = 100, currency = "CNY" }
};
// $response = $instance->chain('v3/pay/transactions/native')->post(['json' => $order]);
var response = instance.Chain("v3/pay/transactions/native").Post(new { json = order });
// echo $response->getStatusCode(), ' ', $response->getBody(), PHP_EOL;
Console.WriteLine($"{response.StatusCode} {response.Body}");
// echo json_decode((string) $response->getBody())->code_url, PHP_EOL;
Console.WriteLine(response.Data.code_url);
// $requestId = $response->getHeaderLine('Request-ID');
string? requestId = response.RequestId;

Console.WriteLine("Asynchronous");
// $response = $instance->v3->pay->transactions->id->_transaction_id_->getAsync(['transaction_id' => '4200002026112100001',
//     'query' => ['mchid' => $mchid]])->wait();
response = await instance.v3.pay.transactions.id._transaction_id_.GetAsync(transaction_id: "4200002026112100001", query: new { mchid });
Console.WriteLine(response.Data.trade_state);
// $response = $instance->v3->pay->transactions->outTradeNo->_out_trade_no_->getAsync(['out_trade_no' => 'P2026112101',
//     'query' => ['mchid' => $mchid]])->wait();
response = await instance.v3.pay.transactions.outTradeNo._out_trade_no_.GetAsync(out_trade_no: "P2026112101", query: new { mchid });
Console.WriteLine(response.Data.trade_state);
// $response = $instance->v3->pay->transactions->outTradeNo->_out_trade_no_->close->postAsync(['out_trade_no' => 'P2026112101',
//     'json' => ['mchid' => $mchid]])->wait();
response = await instance.v3.pay.transactions.outTradeNo._out_trade_no_.close.PostAsync(out_trade_no: "P2026112101", json: new { mchid });
Console.WriteLine(response.StatusCode);

Console.WriteLine("A chain of promises");
foreach (var out_refund_no in (string[])["R2026112101", "R2026112102"])
{
    // $refund = ['out_trade_no' => 'P2026112101', 'out_refund_no' => $out_refund_no,
    //     'amount' => ['refund' => 100, 'total' => 100, 'currency' => 'CNY']];
    var refund = new { out_trade_no = "P2026112101", out_refund_no, amount = new { refund = 100, total = 100, currency = "CNY" } };
    // $instance->v3->refund->domestic->refunds->postAsync(['json' => $refund])
    try
    {
        WeChatPayResponse accepted = await instance.v3.refund.domestic.refunds.PostAsync(json: refund);
        // ->then(static function ($accepted) { echo json_decode((string) $accepted->getBody())->status, PHP_EOL; })
        Console.WriteLine(accepted.Data.status);
    }
    // ->otherwise(static function ($e) { echo $e->getResponse()->getStatusCode(), ' ', $e->getResponse()->getBody(), PHP_EOL; })
    catch (WeChatPayApiException e)
    {
        Console.WriteLine($"{e.StatusCode} {e.Response.Body}");
    }
    // ->wait();
}

Console.WriteLine("Several at once");
// $one = $instance->chain('v3/pay/transactions/id/1')->getAsync(['query' => ['mchid' => $mchid]]);
Task<WeChatPayResponse> one = instance.Chain("v3/pay/transactions/id/1").GetAsync(new { query = new { mchid } });
// $two = $instance->chain('v3/pay/transactions/id/2')->getAsync(['query' => ['mchid' => $mchid]]);
Task<WeChatPayResponse> two = instance.Chain("v3/pay/transactions/id/2").GetAsync(new { query = new { mchid } });
// $both = Utils::unwrap([$one, $two]);
var both = await Task.WhenAll(one, two);
Console.WriteLine($"{both[0].Data.transaction_id} {both[1].Data.transaction_id}");

Console.WriteLine("PATCH, PUT, DELETE");
// $response = $instance->v3->marketing->busifavor->stocks->_stock_id_->patch(['stock_id' => '98065001',
//     'json' => ['out_request_no' => 'P2026112102']]);
response = instance.v3.marketing.busifavor.stocks._stock_id_.Patch(stock_id: "98065001", json: new { out_request_no = "P2026112102" });
Console.WriteLine(response.StatusCode);
// $response = $instance->v3->merchantService->complaintNotifications->put(['json' => ['url' => 'https://example.com/complaints']]);
response = instance.v3.merchantService.complaintNotifications.Put(json: new { url = "https://example.com/complaints" });
Console.WriteLine($"{response.StatusCode} {response.Data.url}");
// $response = $instance->v3->merchantService->complaintNotifications->delete();
response = instance.v3.merchantService.complaintNotifications.Delete();
Console.WriteLine(response.StatusCode);
