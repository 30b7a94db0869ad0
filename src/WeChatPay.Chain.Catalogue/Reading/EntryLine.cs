namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>A line of an operation or a webhook: a key, and the rest of the line.</summary>
/// <param name="Source">The line.</param>
/// <param name="Key">The first word.</param>
/// <param name="Value">What follows it. Empty if the line is one word.</param>
internal readonly record struct EntryLine(SourceLine Source, string Key, string Value)
{
    public static EntryLine Parse(SourceLine line)
    {
        if (line.Depth != 1)
        {
            throw line.Error($"'{line.Text}' is indented by {line.Depth} levels, but does not follow a place; expected one level.");
        }
        var space = line.Text.IndexOf(' ');
        return space < 0
            ? new(line, line.Text, "")
            : new(line, line.Text.Substring(0, space), line.Text.Substring(space + 1));
    }

    /// <summary>Sets what is written at most once.</summary>
    public void SetOnce<T>(ref T? slot, T value) where T : class =>
        slot = slot is null ? value : throw Source.Error($"The line '{Key}' is written twice.");

    /// <summary>Adds what is written at most once with this value.</summary>
    public void AddOnce<T>(List<T> list, T value)
    {
        if (list.Contains(value))
        {
            throw Source.Error($"The line '{Source.Text}' is written twice.");
        }
        list.Add(value);
    }
}
