namespace WeChatPay.Chain.Bills;

/// <summary>Splits the text of a bill into values.</summary>
/// <remarks>
/// The platform does not quote values, but puts a backtick before each, so that spreadsheets treat ids as text. A comma separates such
/// values only if a backtick follows it. Quoted values are read according to RFC 4180.
/// </remarks>
/// <param name="text">The text, from the start of a record.</param>
/// <param name="isLast">Whether the text is the end of the bill.</param>
internal ref struct BillRecordParser(ReadOnlySpan<char> text, bool isLast)
{
    private const char Tick = '`';
    private const char Quote = '"';

    private readonly ReadOnlySpan<char> _text = text;
    private readonly bool _isLast = isLast;

    /// <summary>The number of characters read so far.</summary>
    public int Position { get; private set; }

    /// <summary>The number of values that start with a backtick.</summary>
    public int Ticks { get; private set; }

    /// <summary>Whether the first value starts with a backtick.</summary>
    public bool StartsTicked { get; private set; }

    /// <summary>Whether the last value is quoted.</summary>
    public bool EndsQuoted { get; private set; }

    /// <summary>The position of the line end.</summary>
    public int End { get; private set; }

    /// <summary>Reads one record and its line end.</summary>
    /// <param name="values">Receives the values.</param>
    /// <returns><see langword="false"/> if the text ends before the record does, and more text is to come.</returns>
    /// <exception cref="FormatException">A quoted value is not closed, or is followed by text.</exception>
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
        // Only after a quoted value can a line end be cut in half, until the rest of the text arrives.
        if (Accept('\r') && Position == _text.Length)
        {
            return _isLast;
        }
        return Accept('\n') ? true : throw new FormatException("there is text between a closing quote and the next comma");
    }
}
