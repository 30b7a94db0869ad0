using System.Collections.Concurrent;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>
/// The outcomes that the calls of a run reported: which orders and refunds exist, and which do not. Compared with the platform at the end.
/// </summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, bool> _claims = new();

    /// <summary>The numbers, and whether they exist.</summary>
    public IReadOnlyCollection<KeyValuePair<string, bool>> Claims => [.. _claims];

    /// <param name="number">An <c>out_trade_no</c> or an <c>out_refund_no</c>, each used by only one caller.</param>
    /// <param name="exists">Whether the platform has it.</param>
    public void Claim(string number, bool exists) => _claims[number] = exists;
}
