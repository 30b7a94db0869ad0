using System.Diagnostics;
using WeChatPay.Chain.Benchmarks.Faults;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>What the inbox in a database adds to the transaction that the handler needs anyway: one insert and a commit.</summary>
internal static class TransactionCost
{
    private const int WarmUps = 300;
    private const int Rounds = 10;
    private const int PerRound = 100;

    /// <summary>Measures one notification after the other, alternating between the two.</summary>
    public static async Task MeasureLatencyAsync(ShopDatabase with, ShopDatabase without, Verdict verdict)
    {
        await RunAsync(with, without, verdict, async (inbox, business) =>
        {
            var (withInbox, withoutInbox) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                withoutInbox.AddRange(await PostAsync(business, PerRound));
                withInbox.AddRange(await PostAsync(inbox, PerRound));
            }
            var (more, less) = (Median(withInbox), Median(withoutInbox));
            Console.WriteLine(
                $"  insert and commit, one after the other: median {less:0.00} ms without the inbox, {more:0.00} ms with it, "
                    + $"{more - less:+0.00;-0.00} ms");
        });
    }

    /// <summary>Counts how often the client waits for the server.</summary>
    public static async Task CountRoundTripsAsync(ShopDatabase with, ShopDatabase without, TcpProxy proxy, Verdict verdict)
    {
        await RunAsync(with, without, verdict, async (inbox, business) =>
        {
            var withoutInbox = await CountAsync(business, proxy);
            var withInbox = await CountAsync(inbox, proxy);
            Console.WriteLine($"  round trips for each: {withoutInbox:0.00} without the inbox, {withInbox:0.00} with it");
            verdict.Require(
                "The inbox needs one round trip more than the transaction of the handler.", Math.Round(withInbox - withoutInbox, 1) == 1);
        });
    }

    private static async Task RunAsync(
        ShopDatabase with, ShopDatabase without, Verdict verdict, Func<NotificationHost, NotificationHost, Task> measure)
    {
        await with.CreateTablesAsync();
        await without.CreateTablesAsync();
        await using var inbox = await NotificationHost.StartAsync(new SqlInbox("sql", with));
        await using var business = await NotificationHost.StartAsync(new BusinessTransaction(without));
        await PostAsync(inbox, WarmUps);
        await PostAsync(business, WarmUps);
        await measure(inbox, business);
        var (expected, counts) = (WarmUps + (Rounds * PerRound), (await with.CountAsync(), await without.CountAsync()));
        verdict.Require(
            $"Each of {expected} notifications had its order, with the inbox and without it: {counts}.",
            counts == ((expected, expected), (expected, expected)) && (inbox.Unexpected, business.Unexpected) == (0, 0));
    }

    private static async Task<double> CountAsync(NotificationHost host, TcpProxy proxy)
    {
        var before = proxy.RoundTrips;
        await PostAsync(host, Rounds * PerRound);
        return (double)(proxy.RoundTrips - before) / (Rounds * PerRound);
    }

    /// <returns>The time of each, in milliseconds.</returns>
    private static async Task<List<double>> PostAsync(NotificationHost host, int count)
    {
        var times = new List<double>();
        foreach (var posting in Posting.Create(count))
        {
            var start = Stopwatch.GetTimestamp();
            await host.PostAsync(posting);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return times;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
