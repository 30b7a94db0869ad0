using System.Collections.Concurrent;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>Counts events by name.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public int this[string name] => _counts.GetValueOrDefault(name);

    public void Count(string name) => _counts.AddOrUpdate(name, 1, static (_, count) => count + 1);

    /// <summary>Returns the counts of all names with a prefix, most frequent first.</summary>
    public string Print(string prefix) => string.Join(", ", _counts
        .Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal))
        .OrderByDescending(count => count.Value)
        .Select(count => $"{count.Key[prefix.Length..]} {count.Value:N0}"));

    public int Sum(string prefix) =>
        _counts.Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(count => count.Value);
}
