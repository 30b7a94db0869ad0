using System.Globalization;

namespace WeChatPay.Chain.Bills;

/// <summary>Tells whether two records that end a bill are its totals.</summary>
internal static class BillSummary
{
    /// <param name="names">The last record but one.</param>
    /// <param name="values">The last record.</param>
    /// <returns>Null when they are not totals.</returns>
    public static BillRow? TryRead(BillRecord names, BillRecord values) =>
        names.Values.Length == values.Values.Length && AreNames(names) && (values.Ticks > 0 || Array.TrueForAll(values.Values, IsNumber))
            ? BillColumns.From(names).CreateRow(values.Line, values.Values)
            : null;

    // A row has a time, an id or an amount, and so a digit; names have none, and each column has one.
    private static bool AreNames(BillRecord record) =>
        record.Ticks == 0 && Array.TrueForAll(record.Values, name => !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsAsciiDigit));

    private static bool IsNumber(string value) =>
        value.Length == 0 || decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
}
