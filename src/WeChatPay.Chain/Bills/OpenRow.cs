using System.Text;

namespace WeChatPay.Chain.Bills;

/// <summary>
/// A row whose last value may continue on the next line, because the platform does not quote values with line breaks.
/// </summary>
internal sealed class OpenRow
{
    private readonly BillColumns _columns;
    private readonly int _line;
    private string[] _values;
    private string _lineEnd;
    private bool _endsQuoted;
    private StringBuilder? _more;
    private int _appended;

    public OpenRow(BillRecord record, BillColumns columns)
    {
        _columns = columns;
        _line = record.Line;
        _values = record.Values;
        _lineEnd = record.LineEnd;
        _endsQuoted = record.EndsQuoted;
    }

    /// <summary>Whether the row has a value for each column.</summary>
    public bool IsComplete => _values.Length >= _columns.Names.Count;

    /// <summary>Continues an incomplete row with a line.</summary>
    /// <exception cref="FormatException">The line could be a separate row, so that this one lacks values.</exception>
    public void Continue(BillRecord line)
    {
        if (line.StartsTicked || line.Ticks >= _columns.Names.Count - 1)
        {
            // Throws, because values are missing.
            _ = Close();
        }
        // With a backtick as at the start of a value, so that a comma separates only before another one.
        var text = $"`{line.Text}";
        var parser = new BillRecordParser(text, isLast: true);
        var values = new List<string>();
        if (!parser.TryRead(values) || parser.Position < text.Length)
        {
            throw Stray(line);
        }
        Append(line, values[0]);
        if (values.Count > 1)
        {
            _values = [.. Complete(), .. values[1..]];
            _endsQuoted = parser.EndsQuoted;
        }
    }

    /// <summary>Appends a line without backticks to the last value.</summary>
    /// <exception cref="FormatException">The line could be a separate row.</exception>
    public void Extend(BillRecord line)
    {
        if (line.Values.Length == _columns.Names.Count)
        {
            throw BillColumns.Unreadable(
                line.Line, "it has a value for each column but no backticks, so it may be a row or part of the value above it");
        }
        Append(line, line.Text);
    }

    /// <exception cref="FormatException">The number of values differs from the number of columns.</exception>
    public BillRow Close() => _columns.CreateRow(_line, Complete());

    private void Append(BillRecord line, string text)
    {
        if (_endsQuoted)
        {
            throw Stray(line);
        }
        _appended += _lineEnd.Length + line.Gap.Length + line.Text.Length;
        if (_appended > BillRecordReader.MaxCharacters)
        {
            throw BillColumns.Unreadable(_line, $"a record is longer than {BillRecordReader.MaxCharacters} characters");
        }
        (_more ??= new StringBuilder(_values[^1])).Append(_lineEnd).Append(line.Gap).Append(text);
        _lineEnd = line.LineEnd;
    }

    private string[] Complete()
    {
        if (_more is not null)
        {
            _values = [.. _values[..^1], _more.ToString()];
            _more = null;
        }
        return _values;
    }

    private static FormatException Stray(BillRecord line) =>
        BillColumns.Unreadable(line.Line, "it is neither a row nor part of the value above it");
}
