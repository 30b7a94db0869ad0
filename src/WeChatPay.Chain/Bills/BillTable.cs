namespace WeChatPay.Chain.Bills;

/// <summary>Tells what each record of a bill is: the names first, then the rows, at the end the names and the values of the summary.</summary>
internal sealed class BillTable
{
    // How much of the end may be the summary.
    private const int SummaryRecords = 2;

    private readonly Queue<BillRecord> _undecided = new();
    private BillColumns? _columns;

    /// <returns>The row that is certain to be one now; null when there is none.</returns>
    public BillRow? Add(BillRecord record)
    {
        if (_columns is null)
        {
            _columns = ColumnsOf(record);
            return null;
        }
        _undecided.Enqueue(record);
        return _undecided.Count > SummaryRecords ? _columns.RowOf(_undecided.Dequeue()) : null;
    }

    /// <summary>What the last records are, now that none follows.</summary>
    /// <returns>The last rows, and the summary; null when the bill has none.</returns>
    public (IReadOnlyList<BillRow> Rows, BillRow? Summary) End() => _undecided.ToArray() switch
    {
        // Values have a back-tick, names have none.
        [{ IsTicked: false } names, var values] => ([], ColumnsOf(names).RowOf(values)),
        var rows => ([.. rows.Select(row => _columns!.RowOf(row))], null),
    };

    private static BillColumns ColumnsOf(BillRecord record) => new([.. record.Values.Select(name => name.Trim())]);
}
