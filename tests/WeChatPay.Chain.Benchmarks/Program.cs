using System.Globalization;
using BenchmarkDotNet.Running;
using WeChatPay.Chain.Benchmarks;
using WeChatPay.Chain.Benchmarks.Attacks;
using WeChatPay.Chain.Benchmarks.Endpoints;
using WeChatPay.Chain.Benchmarks.Faults;
using WeChatPay.Chain.Benchmarks.Files;
using WeChatPay.Chain.Benchmarks.Fuzz;
using WeChatPay.Chain.Benchmarks.Load;
using WeChatPay.Chain.Benchmarks.Notifications;

// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- COMMAND
//   load                     CPU time and allocations per call under load, and the start of synchronous calls
//   first                    the first call of a fresh process
//   endpoints                sizes, builds and the first call with typed endpoints, and their limits (Linux)
//   files                    memory used by large uploads, downloads and bills
//   fuzz [inputs] [seed]     the fuzz tests, with a million inputs by default
//   faults [notifications]   10,000 calls and 2,000 notifications, a fifth of them with faults
//   attacks [text]           every way in which a connection can end, or those whose description contains a text
//   notifications [inbox]    throughput and latency of notifications with the inboxes memory, redis, sqlite and postgres
//   --filter '*'             the micro-benchmarks, with BenchmarkDotNet
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
    case ["endpoints"]:
        return EndpointsRun.Run();
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
    case ["notifications", ..]:
        return await NotificationsRun.RunAsync(args[1..]);
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
