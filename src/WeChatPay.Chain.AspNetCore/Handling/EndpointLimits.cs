using System.Collections.Concurrent;

namespace WeChatPay.Chain.AspNetCore.Handling;

/// <summary>
/// Limits how many handlers run concurrently for one endpoint of one merchant, so that a slow one leaves the threads and connections of the
/// application to the others.
/// </summary>
internal sealed class EndpointLimits
{
    private readonly ConcurrentDictionary<(string MerchantId, string Endpoint), Counter> _running = new();

    /// <returns><see langword="false"/> if the limit is reached. Otherwise call <see cref="Exit"/> when the handler has ended.</returns>
    public bool TryEnter(NotificationKey key, int limit)
    {
        var running = _running.GetOrAdd((key.MerchantId, key.Endpoint), static _ => new Counter());
        if (Interlocked.Increment(ref running.Count) <= limit)
        {
            return true;
        }
        Interlocked.Decrement(ref running.Count);
        return false;
    }

    public void Exit(NotificationKey key) => Interlocked.Decrement(ref _running[(key.MerchantId, key.Endpoint)].Count);

    private sealed class Counter
    {
        public int Count;
    }
}
