using System.Collections.Concurrent;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>The notification handler of the merchant, which fails now and then and counts what it handled.</summary>
internal sealed class Payments(FastClock clock, Tally tally)
{
    private readonly ConcurrentDictionary<string, int> _expected = new();
    private readonly ConcurrentDictionary<string, int> _handled = new();
    private int _posts;
    private int _unexpected;

    /// <summary>The orders that were paid, and how often each was handled.</summary>
    public IEnumerable<(string OutTradeNo, int Times)> Handled =>
        _expected.Keys.Select(order => (order, _handled.GetValueOrDefault(order)));

    /// <summary>The number of notifications that match no order.</summary>
    public int Unexpected => Volatile.Read(ref _unexpected);

    /// <param name="outTradeNo">The number of an order that is about to be paid.</param>
    /// <param name="total">The amount in fen.</param>
    public void Expect(string outTradeNo, int total) => _expected[outTradeNo] = total;

    public async Task HandleAsync(Notification notification, CancellationToken cancellationToken)
    {
        // One in ten fails, and one in forty takes longer than the platform waits.
        var post = Interlocked.Increment(ref _posts);
        if (post % 10 == 0)
        {
            tally.Count("handler failed");
            throw new InvalidOperationException("The database is unavailable.");
        }
        if (post % 40 == 1)
        {
            tally.Count("handler too slow");
            await Task.Delay(TimeSpan.FromMinutes(1), clock, cancellationToken);
        }
        string outTradeNo = notification.Data.out_trade_no;
        if (!_expected.TryGetValue(outTradeNo, out var total) || (long)notification.Data.amount.total != total)
        {
            Interlocked.Increment(ref _unexpected);
        }
        _handled.AddOrUpdate(outTradeNo, 1, static (_, times) => times + 1);
    }
}
