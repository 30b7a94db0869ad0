namespace WeChatPay.Chain.Bills;

/// <summary>A record of a bill's CSV, as it stands there.</summary>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Values">Without back-ticks and quotes.</param>
/// <param name="IsTicked">Whether the first value has a back-tick, which stands before values and not before names.</param>
internal sealed record BillRecord(int Line, string[] Values, bool IsTicked);
