#:project ../src/WeChatPay.Chain
#:project ../src/WeChatPay.Chain.Sandbox

using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;
await using var sandbox = await WeChatPaySandbox.StartAsync();
dynamic client = new WeChatPayClient(sandbox.CreateClientOptions());
var r = await client.v3.palmservice.authorization.openid._openid_.GetAsync(openid: "o4GgauInH_RCEdvrrNGrntXDu6D4", query: new { organization_id = "1004" });
Console.WriteLine(r);
Console.WriteLine(r.Data.state);
