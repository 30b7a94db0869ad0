using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Sandbox.Tests.Support;

// A process of its own with a sandbox in it, for what one test must not do to the process of all the others.
await using var sandbox = await WeChatPaySandbox.StartAsync();
using var merchant = new BareMerchant(sandbox);
var response = await merchant.GetAsync(Calls.QueryAuthorization);
Console.WriteLine($"{sandbox.BaseAddress} {response.Status}");
await Console.In.ReadLineAsync();
