namespace WeChatPay.Chain.Bills;

/// <summary>Classifies the records of a bill: column names, then rows, then the names and values of the summary.</summary>
/// <remarks>
/// Values start with backticks, names do not. A line without backticks after a row either continues the row's last value after a line
/// break, or contains the names of the summary, which only the following lines show. In a bill without backticks, each record is a row.
/// </remarks>
internal sealed class BillTable
{
    // Names and values.
    private const int SummaryRecords = 2;

    private readonly Queue<BillRow> _rows = new();
    private readonly List<BillRecord> _undecided = [];
    private BillColumns? _columns;
    private OpenRow? _row;
    private int _held;

    /// <summary>Takes the next complete row.</summary>
    public bool TryTake(out BillRow row) => _rows.TryDequeue(out row!);

    /// <exception cref="FormatException">The record fits neither the names nor what precedes it.</exception>
    public void Add(BillRecord record)
    {
        if (_columns is null)
        {
            _columns = BillColumns.From(record);
        }
        else if (_row is not null || (_undecided.Count == 0 && record.Ticks > 0))
        {
            AddTicked(record, _columns);
        }
        else
        {
            _undecided.Add(record);
            TakeUndecided(_undecided.Count - SummaryRecords);
        }
    }

    /// <summary>Classifies the last records at the end of the bill.</summary>
    /// <returns>The summary, or null if the bill has none.</returns>
    /// <exception cref="FormatException">They are neither rows nor a summary.</exception>
    public BillRow? End()
    {
        var summary = _undecided is [.., var names, var values] ? BillSummary.TryRead(names, values) : null;
        if (summary is not null)
        {
            _undecided.RemoveRange(_undecided.Count - SummaryRecords, SummaryRecords);
        }
        else if (_row is not null && _undecided is [.., { Ticks: 0 } rest])
        {
            throw BillColumns.Unreadable(
                rest.Line, "the bill ends with text that has no backticks and is neither a row nor totals; it may have been cut off");
        }
        if (_row is null)
        {
            TakeUndecided(_undecided.Count);
        }
        else
        {
            CloseRow();
            CloseRow();
        }
        return summary;
    }

    private void AddTicked(BillRecord record, BillColumns columns)
    {
        if (_undecided is [.., { Ticks: > 0 }])
        {
            CloseRow();
        }
        if (_row is { IsComplete: false } row)
        {
            row.Continue(record);
        }
        else if (record.Ticks == 0 || _undecided.Count > 0)
        {
            Hold(record);
        }
        else
        {
            CloseRow();
            _row = new OpenRow(record, columns);
        }
    }

    // The undecided lines are at most one value and the summary.
    private void Hold(BillRecord record)
    {
        _held += record.Gap.Length + record.Text.Length + record.LineEnd.Length;
        if (_held > 2 * BillRecordReader.MaxCharacters)
        {
            throw BillColumns.Unreadable(record.Line, $"a record is longer than {BillRecordReader.MaxCharacters} characters");
        }
        _undecided.Add(record);
    }

    // Lines without backticks belong to this row. A line with backticks starts the next one.
    private void CloseRow()
    {
        if (_row is null)
        {
            return;
        }
        var next = _undecided is [.., { Ticks: > 0 } last] ? last : null;
        foreach (var line in _undecided)
        {
            if (line.Ticks == 0)
            {
                _row.Extend(line);
            }
        }
        _undecided.Clear();
        _held = 0;
        _rows.Enqueue(_row.Close());
        _row = next is null ? null : new OpenRow(next, _columns!);
    }

    private void TakeUndecided(int count)
    {
        for (; count > 0; count--)
        {
            _rows.Enqueue(_columns!.CreateRow(_undecided[0].Line, _undecided[0].Values));
            _undecided.RemoveAt(0);
        }
    }
}
