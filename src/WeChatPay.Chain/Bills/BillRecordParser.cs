namespace WeChatPay.Chain.Bills;

/// <summary>Splits the text of a bill into values.</summary>
/// <remarks>
/// The platform puts a back-tick before each value, so that a spreadsheet takes ids for text, and does not quote: a comma inside such a
/// value is told from one between values by the back-tick that follows. Quoted values are read as RFC 4180 has them.
/// </remarks>
/// <param name="text">Starts where a record does.</param>
/// <param name="isLast">Whether nothing comes behind the text.</param>
internal ref struct BillRecordParser(ReadOnlySpan<char> text, bool isLast)
{
    private const char Tick = '`';
    private const char Quote = '"';

    private readonly ReadOnlySpan<char> _text = text;
    private readonly bool _isLast = isLast;

    /// <summary>How much of the text is read.</summary>
    public int Position { get; private set; }

    /// <summary>How many values have a back-tick.</summary>
    public int Ticks { get; private set; }

    /// <summary>Whether the first value has a back-tick.</summary>
    public bool StartsTicked { get; private set; }

    /// <summary>Whether the last value is in quotes.</summary>
    public bool EndsQuoted { get; private set; }

    /// <summary>Where the line end starts.</summary>
    public int End { get; private set; }

    /// <summary>Reads one record and the line end behind it.</summary>
    /// <param name="values">Gets the values.</param>
    /// <returns><see langword="false"/> when the text ends before the record does, and more of it is to come.</returns>
    /// <exception cref="FormatException">A quote is not closed, or something stands behind it.</exception>
    public bool TryRead(List<string> values)
    {
        do
        {
            if (!TryReadValue(out var value))
            {
                return false;
            }
            var isTicked = value is [Tick, ..];
            StartsTicked |= values.Count == 0 && isTicked;
            Ticks += isTicked ? 1 : 0;
            values.Add((isTicked ? value[1..] : value).ToString());
        }
        while (Accept(','));
        End = Position;
        return Position == _text.Length || AcceptLineEnd();
    }

    private bool TryReadValue(out ReadOnlySpan<char> value)
    {
        var rest = _text[Position..];
        EndsQuoted = rest is [Quote, ..];
        if (EndsQuoted)
        {
            return TryReadQuoted(rest, out value);
        }
        var lineEnd = rest.IndexOf('\n');
        if (lineEnd < 0 && !_isLast)
        {
            value = default;
            return false;
        }
        var line = lineEnd < 0 ? rest : rest[..lineEnd];
        line = line is [.., '\r'] ? line[..^1] : line;
        value = line[..(rest is [Tick, ..] ? EndOfTicked(line) : EndOf(line, line.IndexOf(',')))];
        Position += value.Length;
        return true;
    }

    private bool TryReadQuoted(ReadOnlySpan<char> rest, out ReadOnlySpan<char> value)
    {
        value = default;
        var end = 1;
        while (true)
        {
            var quote = rest[end..].IndexOf(Quote);
            if (quote < 0)
            {
                return !_isLast ? false : throw new FormatException("a quoted value is not closed");
            }
            end += quote + 1;
            if (end == rest.Length && !_isLast)
            {
                return false;
            }
            if (end == rest.Length || rest[end] != Quote)
            {
                break;
            }
            end++;
        }
        value = rest[1..(end - 1)].ToString().Replace("\"\"", "\"", StringComparison.Ordinal);
        Position += end;
        return true;
    }

    private static int EndOfTicked(ReadOnlySpan<char> line)
    {
        var bare = line.IndexOf(",`");
        var quoted = line.IndexOf(",\"`");
        return EndOf(line, bare < 0 || (quoted >= 0 && quoted < bare) ? quoted : bare);
    }

    private static int EndOf(ReadOnlySpan<char> line, int separator) => separator < 0 ? line.Length : separator;

    private bool Accept(char expected)
    {
        if (Position == _text.Length || _text[Position] != expected)
        {
            return false;
        }
        Position++;
        return true;
    }

    private bool AcceptLineEnd()
    {
        // Half a line end is seen only behind a quote, and only before the rest of the text arrives.
        if (Accept('\r') && Position == _text.Length)
        {
            return _isLast;
        }
        return Accept('\n') ? true : throw new FormatException("there is text between a closing quote and the next comma");
    }
}
