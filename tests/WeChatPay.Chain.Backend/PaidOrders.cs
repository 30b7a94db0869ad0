using System.Collections.Concurrent;

namespace WeChatPay.Chain.Backend;

/// <summary>The orders that a notification has reported as paid.</summary>
internal sealed class PaidOrders
{
    private readonly ConcurrentQueue<string> _numbers = new();

    public IReadOnlyCollection<string> Numbers => _numbers;

    public void Add(string number) => _numbers.Enqueue(number);
}
