using BenchmarkDotNet.Running;
using WeChatPay.Chain.Benchmarks;
using WeChatPay.Chain.Benchmarks.Load;

// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- load     the figures under load: CPU and allocation per call, sync start
// dotnet run -c Release --project tests/WeChatPay.Chain.Benchmarks -- --filter '*'     the small pieces, by BenchmarkDotNet
switch (args)
{
    case ["load"]:
        await LoadRun.RunAsync();
        break;
    case ["platform"]:
        await LoadPlatform.RunAsync();
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ChainBenchmarks).Assembly).Run(args);
        break;
}
