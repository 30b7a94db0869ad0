// Places an order in the sandbox, pays it as the customer would, and queries it. Needs no account and no keys.
// With your merchant's options instead of the sandbox's, the same calls go to WeChat Pay, and the customer pays in WeChat.

#:project ../src/WeChatPay.Chain
#:project ../src/WeChatPay.Chain.Sandbox

using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
var options = sandbox.CreateClientOptions();
dynamic client = new WeChatPayClient(options);

var order = await client.v3.pay.transactions.native.PostAsync(json: new
{
    appid = "wx8888888888888888", mchid = options.MerchantId, description = "Image形象店-深圳腾大-QQ公仔",
    out_trade_no = "A20261121001", notify_url = "http://127.0.0.1:9/notify", amount = new { total = 100 },
});
Console.WriteLine($"Show as a QR code: {order.Data.code_url}");

await sandbox.PayAsync("A20261121001");

var paid = await client.v3.pay.transactions.outTradeNo._out_trade_no_.GetAsync(
    out_trade_no: "A20261121001", query: new { mchid = options.MerchantId });
Console.WriteLine($"{paid.Data.out_trade_no} is {paid.Data.trade_state}: {paid.Data.amount.total} fen");
