using System.Text;

namespace WeChatPay.Chain.Bills;

/// <summary>Reads the records of a bill one by one.</summary>
/// <param name="file">The bill, UTF-8 with or without a byte order mark. Disposed with the reader.</param>
internal sealed class BillRecordReader(Stream file) : IDisposable
{
    /// <summary>The maximum length of a record. Those of the platform have a few hundred characters.</summary>
    public const int MaxCharacters = 64 * 1024;

    private readonly StreamReader _reader = new(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
    private readonly char[] _buffer = new char[MaxCharacters];
    private int _start;
    private int _end;
    private bool _isEnded;
    private int _line = 1;
    private string _gap = "";

    /// <returns>The next record, or null at the end of the bill.</returns>
    /// <exception cref="FormatException">A record is too long or quoted incorrectly. The message names its line.</exception>
    public async ValueTask<BillRecord?> ReadAsync(CancellationToken cancellationToken)
    {
        BillRecord? record;
        while (!TryTake(out record))
        {
            Advance(await _reader.ReadAsync(GetRoom(), cancellationToken).ConfigureAwait(false));
        }
        return record;
    }

    /// <inheritdoc cref="ReadAsync"/>
    public BillRecord? Read()
    {
        BillRecord? record;
        while (!TryTake(out record))
        {
            Advance(_reader.Read(GetRoom().Span));
        }
        return record;
    }

    public void Dispose() => _reader.Dispose();

    // Empty lines separate the parts of some bills, and end others.
    private bool TryTake(out BillRecord? record)
    {
        while (TryTakeAny(out record))
        {
            if (record is not { Values: [var only], Ticks: 0, EndsQuoted: false } || !string.IsNullOrWhiteSpace(only))
            {
                record = record is not null && _gap.Length > 0 ? record with { Gap = _gap } : record;
                _gap = "";
                return true;
            }
            _gap = _gap.Length < MaxCharacters ? _gap + record.Text + record.LineEnd : _gap;
        }
        return false;
    }

    private bool TryTakeAny(out BillRecord? record)
    {
        record = null;
        var text = _buffer.AsSpan(_start.._end);
        if (text.IsEmpty)
        {
            return _isEnded;
        }
        var parser = new BillRecordParser(text, _isEnded);
        var values = new List<string>();
        try
        {
            if (!parser.TryRead(values))
            {
                return false;
            }
        }
        catch (FormatException exception)
        {
            throw new FormatException($"The bill cannot be read at line {_line}: {exception.Message}.", exception);
        }
        record = new BillRecord(_line, [.. values])
        {
            Ticks = parser.Ticks,
            StartsTicked = parser.StartsTicked,
            EndsQuoted = parser.EndsQuoted,
            Text = parser.StartsTicked ? "" : text[..parser.End].ToString(),
            LineEnd = text[parser.End..parser.Position] switch { "" => "", "\n" => "\n", var end => end.ToString() },
        };
        _line += text[..parser.Position].Count('\n');
        _start += parser.Position;
        return true;
    }

    private Memory<char> GetRoom()
    {
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        return _end < MaxCharacters
            ? _buffer.AsMemory(_end)
            : throw new FormatException($"The bill cannot be read at line {_line}: a record is longer than {MaxCharacters} characters.");
    }

    private void Advance(int count)
    {
        _end += count;
        _isEnded = count == 0;
    }
}
