using System.Diagnostics;

namespace WeChatPay.Chain.Benchmarks.Load;

/// <summary>
/// Measures the CPU time and allocations per call, compared with the bare client, and the latency of the first synchronous calls.
/// </summary>
internal static class LoadRun
{
    private const int Callers = 32;
    private const int CallsPerRound = 6_400;
    private const int Rounds = 7;
    private const int SyncThreads = 64;

    public static async Task RunAsync()
    {
        using var platform = LoadPlatform.StartProcess();
        SyncStart(platform);

        using var bare = new BareClient(platform.BaseAddress, BenchmarkKeys.Merchant, platform.PublicKey);
        var options = BenchmarkKeys.Options(platform.PublicKey, platform.BaseAddress);
        // Retries and failover are enabled, but nothing fails.
        options.Resilience = new ResilienceOptions { BackupAddress = new Uri("http://127.0.0.1:9/") };
        using var client = new WeChatPayClient(options);
        dynamic chain = client;
        async Task Ours() => _ = await chain.v3.payscore.permissions.PostAsync(json: BareClient.Payload);
        for (var warming = 0; warming < 3; warming++)
        {
            await RoundAsync(() => bare.PostAsync());
            await RoundAsync(Ours);
        }

        var bareRounds = new List<(double Cpu, double Bytes)>();
        var ourRounds = new List<(double Cpu, double Bytes)>();
        for (var round = 0; round < Rounds; round++)
        {
            bareRounds.Add(await RoundAsync(() => bare.PostAsync()));
            ourRounds.Add(await RoundAsync(Ours));
        }
        var (bareCpu, bareBytes) = (Median(bareRounds, r => r.Cpu), Median(bareRounds, r => r.Bytes));
        var (ourCpu, ourBytes) = (Median(ourRounds, r => r.Cpu), Median(ourRounds, r => r.Bytes));
        Console.WriteLine($"{Callers} callers, median of {Rounds} rounds of {CallsPerRound} calls:");
        Console.WriteLine($"  bare client    {bareCpu,7:0} µs CPU  {bareBytes / 1024,6:0.0} KB per call");
        Console.WriteLine($"  WeChatPay.Chain{ourCpu,7:0} µs CPU  {ourBytes / 1024,6:0.0} KB per call");
        Console.WriteLine(
            $"  ratio          {ourCpu / bareCpu,7:0.000} (median of the ratios of the rounds "
                + $"{Median([.. bareRounds.Zip(ourRounds)], r => r.Second.Cpu / r.First.Cpu):0.000})");
    }

    private static double Median<T>(List<T> rounds, Func<T, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);

    private static async Task<(double Cpu, double Bytes)> RoundAsync(Func<Task> call)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, bytes) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < CallsPerRound / Callers; i++)
            {
                await call();
            }
        })));
        process.Refresh();
        return (
            (process.TotalProcessorTime - cpu).TotalMicroseconds / CallsPerRound,
            (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / CallsPerRound);
    }

    // Runs before the thread pool is warm, as for the first burst of requests to a web application.
    private static void SyncStart(LoadPlatform platform)
    {
        using var client = new WeChatPayClient(BenchmarkKeys.Options(platform.PublicKey, platform.BaseAddress));
        _ = client.Chain("v3/payscore/permissions").Post(new { json = BareClient.Payload });
        var watch = Stopwatch.StartNew();
        var latencies = new double[SyncThreads];
        using var done = new CountdownEvent(SyncThreads);
        for (var i = 0; i < SyncThreads; i++)
        {
            var caller = i;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                client.Chain("v3/payscore/permissions").Post(new { json = BareClient.Payload });
                latencies[caller] = watch.Elapsed.TotalMilliseconds;
                done.Signal();
            });
        }
        done.Wait();
        Console.WriteLine(
            $"{SyncThreads} synchronous calls from pool threads at once: first response after {latencies.Min():0.0} ms, "
                + $"last after {latencies.Max():0.0} ms");
    }
}
