using System.Diagnostics;
using WeChatPay.Chain.Sandbox;

// Starts a sandbox, and then the program on the command line with the configuration of a merchant in its environment variables. The exit
// code is 0 when that of the program is 0 and all its requests have valid signatures.
await using var sandbox = await WeChatPaySandbox.StartAsync();
var start = new ProcessStartInfo(args[0], args[1..]);
foreach (var (key, value) in sandbox.ToConfiguration("WeChatPay:Shop"))
{
    start.Environment[key.Replace(":", "__")] = value;
}
using var program = Process.Start(start)!;
await program.WaitForExitAsync();

var signed = sandbox.Requests.Count(request => request.IsSignatureValid);
Console.WriteLine($"Exit code {program.ExitCode}; {signed} of {sandbox.Requests.Count} requests had a valid signature.");
return program.ExitCode == 0 && signed > 0 && signed == sandbox.Requests.Count ? 0 : 1;
