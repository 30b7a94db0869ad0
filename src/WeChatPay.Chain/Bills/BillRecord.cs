namespace WeChatPay.Chain.Bills;

/// <summary>A record of a bill's CSV, as it is in the file.</summary>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Values">Without back-ticks and quotes.</param>
internal sealed record BillRecord(int Line, string[] Values)
{
    /// <summary>How many of the values have a back-tick, which precedes values and never names.</summary>
    public int Ticks { get; init; }

    /// <summary>Whether the first value has a back-tick.</summary>
    public bool StartsTicked { get; init; }

    /// <summary>Whether the last value is in quotes, so that nothing after the record can belong to it.</summary>
    public bool EndsQuoted { get; init; }

    /// <summary>The empty lines before it, which may be part of the value before them.</summary>
    public string Gap { get; init; } = "";

    /// <summary>The record as it is written, without its line end. Only where the first value has no back-tick.</summary>
    public string Text { get; init; } = "";

    /// <summary>The line end after it; empty at the end of the file.</summary>
    public string LineEnd { get; init; } = "";
}
