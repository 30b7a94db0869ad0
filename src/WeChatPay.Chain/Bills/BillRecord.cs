namespace WeChatPay.Chain.Bills;

/// <summary>A record of the CSV of a bill.</summary>
/// <param name="Line">The number of its first line, from 1.</param>
/// <param name="Values">The values, without backticks and quotes.</param>
internal sealed record BillRecord(int Line, string[] Values)
{
    /// <summary>The number of values that start with a backtick. Names never do.</summary>
    public int Ticks { get; init; }

    /// <summary>Whether the first value starts with a backtick.</summary>
    public bool StartsTicked { get; init; }

    /// <summary>Whether the last value is quoted, so that the following lines cannot belong to it.</summary>
    public bool EndsQuoted { get; init; }

    /// <summary>The empty lines before the record, which may be part of the previous value.</summary>
    public string Gap { get; init; } = "";

    /// <summary>The raw text of the record without its line end. Empty if the first value starts with a backtick.</summary>
    public string Text { get; init; } = "";

    /// <summary>The line end of the record; empty at the end of the file.</summary>
    public string LineEnd { get; init; } = "";
}
