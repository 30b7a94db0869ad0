using System.Globalization;

namespace WeChatPay.Chain.Bills;

/// <summary>Determines whether the last two records of a bill are its totals.</summary>
internal static class BillSummary
{
    /// <param name="names">The second last record.</param>
    /// <param name="values">The last record.</param>
    /// <returns>The totals, or null if the records are rows.</returns>
    public static BillRow? TryRead(BillRecord names, BillRecord values) =>
        names.Values.Length == values.Values.Length && AreNames(names) && (values.Ticks > 0 || Array.TrueForAll(values.Values, IsNumber))
            ? BillColumns.From(names).CreateRow(values.Line, values.Values)
            : null;

    // A row contains a digit, in a time, an id or an amount. Names do not, and are never empty.
    private static bool AreNames(BillRecord record) =>
        record.Ticks == 0 && Array.TrueForAll(record.Values, name => !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsAsciiDigit));

    private static bool IsNumber(string value) =>
        value.Length == 0 || decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
}
