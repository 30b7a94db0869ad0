using System.Collections.Concurrent;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>
/// What the calls of a run claim: which orders and refunds exist, and which surely do not. Compared with the platform when all is over.
/// </summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, bool> _claims = new();

    /// <summary>A number, and whether it exists.</summary>
    public IReadOnlyCollection<KeyValuePair<string, bool>> Claims => [.. _claims];

    /// <param name="number">An <c>out_trade_no</c> or an <c>out_refund_no</c>, each used by one caller alone.</param>
    /// <param name="exists">Whether the platform has it.</param>
    public void Claim(string number, bool exists) => _claims[number] = exists;
}
