using System.Diagnostics;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>Posts as fast as the application responds.</summary>
internal static class FullLoad
{
    private const int Callers = 64;
    private const int Rounds = 5;

    // The runtime optimizes methods that are called often, after a short time without new methods.
    private const int WarmUps = 4;
    private static readonly TimeSpan _compilationPause = TimeSpan.FromSeconds(0.5);

    /// <param name="host">The application.</param>
    /// <param name="perRound">The number of notifications in each round.</param>
    /// <returns>The notifications, which are handled.</returns>
    public static async Task<Posting[]> RunAsync(NotificationHost host, int perRound)
    {
        var postings = Posting.Create(perRound * (WarmUps + Rounds));
        var rounds = new List<(double Rate, double Cpu, double Bytes)>();
        foreach (var round in postings.Chunk(perRound))
        {
            rounds.Add(await RoundAsync(host, round));
            if (rounds.Count <= WarmUps)
            {
                await Task.Delay(_compilationPause);
            }
        }
        var measured = rounds.Skip(WarmUps).ToList();
        Console.WriteLine(
            $"  full load, {Callers} callers, {Rounds} rounds of {perRound}: "
                + $"median {Median(measured, round => round.Rate),7:0} per second, "
                + $"best {measured.Max(round => round.Rate),7:0}; {Median(measured, round => round.Cpu),5:0} µs CPU and "
                + $"{Median(measured, round => round.Bytes) / 1024,5:0.0} KB each");
        return postings;
    }

    private static double Median<T>(List<T> rounds, Func<T, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);

    private static async Task<(double Rate, double Cpu, double Bytes)> RoundAsync(NotificationHost host, Posting[] postings)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, bytes) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true));
        var watch = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) < postings.Length)
            {
                await host.PostAsync(postings[i]);
            }
        })));
        var time = watch.Elapsed;
        process.Refresh();
        return (
            postings.Length / time.TotalSeconds,
            (process.TotalProcessorTime - cpu).TotalMicroseconds / postings.Length,
            (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / postings.Length);
    }
}
