namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>Chooses combinations so that every two values of two dimensions meet at least once.</summary>
public static class Pairwise
{
    /// <summary>Greedy and without chance: the same dimensions give the same combinations.</summary>
    public static IReadOnlyList<IReadOnlyList<object>> Choose(IReadOnlyList<IReadOnlyList<object>> dimensions)
    {
        var open = Pairs(dimensions);
        var chosen = new List<IReadOnlyList<object>>();
        while (open.Count > 0)
        {
            chosen.Add(Next(dimensions, open));
        }
        return chosen;
    }

    /// <summary>All combinations.</summary>
    public static IEnumerable<IReadOnlyList<object>> All(IReadOnlyList<IReadOnlyList<object>> dimensions) => dimensions.Aggregate(
        (IEnumerable<IReadOnlyList<object>>)[[]],
        (rows, values) => rows.SelectMany(row => values.Select(value => (IReadOnlyList<object>)[.. row, value])));

    /// <summary>Every pair of values, each with the numbers of its dimensions.</summary>
    public static HashSet<(int, object, int, object)> Pairs(IReadOnlyList<IReadOnlyList<object>> dimensions) =>
    [
        .. from first in Enumerable.Range(0, dimensions.Count)
           from second in Enumerable.Range(first + 1, dimensions.Count - first - 1)
           from one in dimensions[first]
           from other in dimensions[second]
           select (first, one, second, other),
    ];

    // Starts with a pair that is open, and takes for each further dimension the value that closes most.
    private static object[] Next(IReadOnlyList<IReadOnlyList<object>> dimensions, HashSet<(int, object, int, object)> open)
    {
        var (first, one, second, other) = open.First();
        var row = new object?[dimensions.Count];
        (row[first], row[second]) = (one, other);
        for (var dimension = 0; dimension < dimensions.Count; dimension++)
        {
            row[dimension] ??= dimensions[dimension].MaxBy(value => Enumerable.Range(0, dimensions.Count)
                .Count(with => row[with] is { } set
                    && open.Contains(with < dimension ? (with, set, dimension, value) : (dimension, value, with, set))));
        }
        for (var left = 0; left < row.Length; left++)
        {
            for (var right = left + 1; right < row.Length; right++)
            {
                open.Remove((left, row[left]!, right, row[right]!));
            }
        }
        return row!;
    }
}
