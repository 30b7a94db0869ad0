using System.Diagnostics;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>Posts at a fixed rate, whether or not earlier requests have their responses, a tenth of the requests hostile.</summary>
internal static class SteadyLoad
{
    private const int PerSecond = 500;
    private const int Seconds = 15;

    /// <param name="host">The application.</param>
    /// <param name="handled">Notifications that were handled before, which are replayed.</param>
    /// <returns>The number of notifications that had to be handled.</returns>
    public static async Task<int> RunAsync(NotificationHost host, Posting[] handled)
    {
        var postings = Posting.CreateWithHostile(PerSecond * Seconds, handled);
        GC.Collect();
        // On a thread outside the pool, so that a busy pool does not lower the rate.
        var posts = await Task.Factory.StartNew(
            () => Post(host, postings), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var latencies = await Task.WhenAll(posts);
        var measured = postings.Zip(latencies).ToLookup(pair => pair.First.IsHostile, pair => pair.Second);
        Console.WriteLine(
            $"  {PerSecond} per second, a tenth hostile, {Seconds} s: genuine {Describe(measured[false])}; "
                + $"hostile {Describe(measured[true])}");
        return measured[false].Count();
    }

    private static Task<double>[] Post(NotificationHost host, Posting[] postings)
    {
        var posts = new Task<double>[postings.Length];
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < posts.Length; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond);
            while (Stopwatch.GetElapsedTime(start) < due)
            {
                Thread.Sleep(1);
            }
            var posting = postings[i];
            // The latency includes the wait for a thread.
            var posted = Stopwatch.GetTimestamp();
            posts[i] = Task.Run(async () =>
            {
                await host.PostAsync(posting);
                return Stopwatch.GetElapsedTime(posted).TotalMilliseconds;
            });
        }
        return posts;
    }

    private static string Describe(IEnumerable<double> latencies)
    {
        var ordered = latencies.Order().ToArray();
        return $"p50 {ordered[ordered.Length / 2]:0.00} ms, p99 {ordered[ordered.Length * 99 / 100]:0.00} ms, max {ordered[^1]:0.0} ms";
    }
}
