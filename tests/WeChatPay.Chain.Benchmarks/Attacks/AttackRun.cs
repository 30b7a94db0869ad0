using System.Diagnostics;
using WeChatPay.Chain.IntegrationTests.Attacks;

namespace WeChatPay.Chain.Benchmarks.Attacks;

/// <summary>Runs every cell of the attack matrix, or those whose description contains a text.</summary>
internal static class AttackRun
{
    private const int MaxConcurrency = 32;

    /// <returns>The exit code: 1 when any cell has a fault.</returns>
    public static async Task<int> RunAsync(string filter)
    {
        // Cells wait more than they compute, and the continuations of the servers need threads.
        ThreadPool.SetMinThreads(2 * MaxConcurrency, 2 * MaxConcurrency);
        var cells = Pairwise.All(Cell.Dimensions)
            .Select(Cell.From)
            .Where(cell => cell.ToString().Contains(filter, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var (done, faulty, started) = (0, 0, Stopwatch.GetTimestamp());
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency }, async (cell, _) =>
        {
            var faults = await FaultsAsync(cell);
            if (faults.Count > 0)
            {
                Interlocked.Increment(ref faulty);
                Console.WriteLine($"{cell}: {string.Join("; ", faults)}");
            }
            if (Interlocked.Increment(ref done) % 1000 == 0)
            {
                Console.WriteLine(
                    $"{done} of {cells.Count} cells, {faulty} with faults, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
            }
        });
        Console.WriteLine($"{done} cells, {faulty} with faults, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        return faulty == 0 && done > 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(Cell cell)
    {
        try
        {
            return [.. Judge.Faults(cell, await Attack.RunAsync(cell))];
        }
        catch (Exception exception)
        {
            return [$"the cell could not be run: {exception.GetType().Name} {exception.Message}"];
        }
    }
}
