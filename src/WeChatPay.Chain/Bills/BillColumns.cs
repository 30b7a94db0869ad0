using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Bills;

/// <summary>The names above the values.</summary>
internal sealed class BillColumns(string[] names)
{
    private readonly Dictionary<string, int> _indexes = names.Select((name, index) => (name, index)).DistinctBy(pair => pair.name).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);

    public IReadOnlyList<string> Names => names;

    /// <exception cref="KeyNotFoundException">There is no such name.</exception>
    public int IndexOf(string name) => _indexes.TryGetValue(name, out var index) ? index : throw new KeyNotFoundException(
        $"The bill has no column '{name}'.{NearestName.Suggest(name, names)} Columns: {string.Join(", ", names)}.");

    /// <exception cref="FormatException">There are more values than names, or fewer.</exception>
    public BillRow RowOf(BillRecord record) => record.Values.Length == names.Length
        ? new BillRow(this, record.Values)
        : throw new FormatException($"The bill cannot be read at line {record.Line}: it has {record.Values.Length} values, below {names.Length} names.");
}
