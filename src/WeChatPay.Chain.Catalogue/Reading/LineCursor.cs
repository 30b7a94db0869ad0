namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Moves over the lines of a file and skips empty ones.</summary>
internal sealed class LineCursor
{
    private readonly CatalogueText _file;
    private int _position;
    private int _number;

    public LineCursor(CatalogueText file)
    {
        _file = file;
        MoveNext();
    }

    /// <summary>Gets the line, or <see langword="null"/> at the end of the file.</summary>
    public SourceLine? Current { get; private set; }

    public void MoveNext()
    {
        Current = null;
        var text = _file.Text;
        while (Current is null && _position < text.Length)
        {
            var end = text.IndexOf('\n', _position);
            end = end < 0 ? text.Length : end;
            _number++;
            if (end > _position)
            {
                Current = ReadLine(_position, end);
            }
            _position = end + 1;
        }
    }

    private SourceLine ReadLine(int start, int end)
    {
        var text = _file.Text;
        var first = start;
        while (first < end && text[first] == ' ')
        {
            first++;
        }
        var line = new SourceLine(_file.Name, _number, (first - start) / 2, text.Substring(first, end - first));
        if (text[end - 1] == '\r')
        {
            throw line.Error("The line ends with a carriage return; expected a line feed only.");
        }
        if (char.IsWhiteSpace(text[end - 1]))
        {
            throw line.Error("The line ends with a space; remove it.");
        }
        if (text[first] == '#')
        {
            throw line.Error("The line is a comment, which would be lost when the file is written; remove it.");
        }
        if ((first - start) % 2 != 0)
        {
            throw line.Error($"The line starts with {first - start} spaces; expected two for each level.");
        }
        foreach (var character in line.Text)
        {
            if (char.IsControl(character) || character == '\uFEFF')
            {
                throw line.Error($"The line has the control character U+{(int)character:X4}; remove it.");
            }
        }
        return line;
    }
}
