namespace WeChatPay.Chain.AspNetCore.Inbox;

/// <summary>Counts the grants for each notification. Not thread-safe.</summary>
/// <param name="capacity">The maximum number of notifications; beyond it, the oldest starts again with 1.</param>
internal sealed class MemoryGrantNumbers(int capacity)
{
    private readonly Dictionary<NotificationKey, long> _numbers = [];
    private readonly Queue<NotificationKey> _order = new();

    public long Next(NotificationKey key)
    {
        var number = _numbers.GetValueOrDefault(key) + 1;
        if (number == 1)
        {
            _order.Enqueue(key);
        }
        _numbers[key] = number;
        while (_order.Count > capacity)
        {
            _numbers.Remove(_order.Dequeue());
        }
        return number;
    }
}
