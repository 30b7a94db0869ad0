using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Sandbox.Tests.Support;

// A separate process that hosts a sandbox, for tests that signal or configure the process.
await using var sandbox = await WeChatPaySandbox.StartAsync();
using var merchant = new BareMerchant(sandbox);
var response = await merchant.GetAsync(SampleCalls.QueryAuthorization);
Console.WriteLine($"{sandbox.BaseAddress} {response.StatusCode}");
await Console.In.ReadLineAsync();
