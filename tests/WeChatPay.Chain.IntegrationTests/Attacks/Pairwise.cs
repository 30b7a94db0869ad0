namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>Chooses combinations that cover every pair of values of two dimensions.</summary>
public static class Pairwise
{
    /// <summary>Greedy and deterministic: the same dimensions give the same combinations.</summary>
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

    /// <summary>Returns all combinations.</summary>
    public static IEnumerable<IReadOnlyList<object>> All(IReadOnlyList<IReadOnlyList<object>> dimensions) => dimensions.Aggregate(
        (IEnumerable<IReadOnlyList<object>>)[[]],
        (rows, values) => rows.SelectMany(row => values.Select(value => (IReadOnlyList<object>)[.. row, value])));

    /// <summary>Returns every pair of values with the indices of their dimensions.</summary>
    public static HashSet<(int, object, int, object)> Pairs(IReadOnlyList<IReadOnlyList<object>> dimensions) =>
    [
        .. from first in Enumerable.Range(0, dimensions.Count)
           from second in Enumerable.Range(first + 1, dimensions.Count - first - 1)
           from one in dimensions[first]
           from other in dimensions[second]
           select (first, one, second, other),
    ];

    // Starts with an open pair, and chooses for each further dimension the value that covers the most open pairs.
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
