using WeChatPay.Chain;
using WeChatPay.Chain.AheadOfTime;

// What works in a program that is trimmed or compiled ahead of time, and what is refused there. Exits with the number of differences.
using var platform = new Platform();
using var client = new WeChatPayClient(platform.Options);
var report = new Report();
await Calls.RunAsync(client, platform, report);
await Errors.RunAsync(client, report);
await V2Calls.RunAsync(client, report);
await Notifications.RunAsync(platform, report);
await Refusals.RunAsync(client, platform, report);
return report.Finish();
