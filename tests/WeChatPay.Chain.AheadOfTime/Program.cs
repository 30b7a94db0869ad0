using WeChatPay.Chain;
using WeChatPay.Chain.AheadOfTime;

// Checks what works in a program that is trimmed or compiled ahead of time, and what is rejected there. The exit code is the number of
// differences.
using var platform = new Platform();
using var client = new WeChatPayClient(platform.Options);
var report = new Report();
await Calls.RunAsync(client, platform, report);
await TypedCalls.RunAsync(client, platform, report);
await Errors.RunAsync(client, report);
await V2Calls.RunAsync(client, report);
await Notifications.RunAsync(platform, report);
await UnsupportedValues.RunAsync(client, platform, report);
return report.Finish();
