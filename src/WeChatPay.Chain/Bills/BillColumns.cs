using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Bills;

/// <summary>The names of the columns of a bill.</summary>
internal sealed class BillColumns(string[] names)
{
    private readonly Dictionary<string, int> _indexes = names.Select((name, index) => (name, index))
        .DistinctBy(pair => pair.name)
        .ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);

    public IReadOnlyList<string> Names => names;

    /// <exception cref="FormatException">The record contains values, or is not UTF-8 text.</exception>
    public static BillColumns From(BillRecord record)
    {
        string[] names = [.. record.Values.Select(name => name.Trim())];
        return record.Ticks > 0 ? throw Unreadable(record.Line, "it has values with backticks where column names are expected")
            : Array.Exists(names, name => name.Any(IsUnreadable)) ? throw Unreadable(
                record.Line, "the column names are not UTF-8 text in lines that end with a line feed; the file may be UTF-16 or GB18030")
            : new BillColumns(names);
    }

    /// <param name="line">The number of the line, from 1.</param>
    /// <param name="problem">The end of the message, without values, which are personal data.</param>
    public static FormatException Unreadable(int line, string problem) => new($"The bill cannot be read at line {line}: {problem}.");

    /// <exception cref="KeyNotFoundException">The bill does not have the column.</exception>
    public int IndexOf(string name) => _indexes.TryGetValue(name, out var index) ? index : throw new KeyNotFoundException(
        $"The bill has no column '{name}'.{NearestName.Suggest(name, names)} Columns: {string.Join(", ", names)}.");

    /// <exception cref="FormatException">The number of values differs from the number of columns.</exception>
    public BillRow CreateRow(int line, string[] values) => values.Length == names.Length
        ? new BillRow(this, values)
        : throw Unreadable(line, $"it has {values.Length} values for {names.Length} columns");

    private static bool IsUnreadable(char character) => char.IsControl(character) || character == '\uFFFD';
}
