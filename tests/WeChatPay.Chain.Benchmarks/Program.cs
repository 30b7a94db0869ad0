using System.Globalization;
using BenchmarkDotNet.Running;
using WeChatPay.Chain.Benchmarks;
using WeChatPay.Chain.Benchmarks.Attacks;
using WeChatPay.Chain.Benchmarks.Faults;
using WeChatPay.Chain.Benchmarks.Files;
using WeChatPay.Chain.Benchmarks.Fuzz;
using WeChatPay.Chain.Benchmarks.Load;

// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- load     the figures under load: CPU and allocation per call, sync start
// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- first     the first call of a fresh process
// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- files     the memory that large uploads, downloads and bills take
// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- fuzz [inputs] [seed]     inputs of every kind, a million unless said otherwise
// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- faults [notifications]     10,000 calls and 2,000 notifications, a fifth of them with faults
// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- attacks [text]     every way in which a connection can end, or those whose description holds a text
// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- --filter '*'     the small pieces, by BenchmarkDotNet
switch (args)
{
    case ["load"]:
        await LoadRun.RunAsync();
        break;
    case ["first"]:
        FirstCallRun.Run();
        break;
    case ["first-step", var kind, var address, var merchantKey, var platformKey]:
        await FirstCallRun.RunStepAsync(kind, new Uri(address), merchantKey, platformKey);
        break;
    case ["files"]:
        FilesRun.Run();
        break;
    case ["files", var step]:
        await FilesRun.RunStepAsync(step);
        break;
    case ["files-platform"]:
        await FilesPlatform.RunAsync();
        break;
    case ["fuzz", ..]:
        return FuzzRun.Run(args[1..]);
    case ["faults"]:
        return await FaultRun.RunAsync(notifications: 2_000);
    case ["faults", var notifications]:
        return await FaultRun.RunAsync(int.Parse(notifications, CultureInfo.InvariantCulture));
    case ["attacks"]:
        return await AttackRun.RunAsync(filter: "");
    case ["attacks", var filter]:
        return await AttackRun.RunAsync(filter);
    case ["faults-platform", var start, var factor]:
        await FaultPlatform.RunAsync(start, factor);
        break;
    case ["platform"]:
        await LoadPlatform.RunAsync();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ChainBenchmarks).Assembly).Run(args);
        break;
}
return 0;
