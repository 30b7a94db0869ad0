namespace WeChatPay.Chain.Resilience;

/// <summary>The repeats that a client has in store: without it, an outage would meet several times the usual load.</summary>
internal sealed class RetryBudget(int capacity)
{
    /// <summary>How many answers, if only with a no, earn one repeat.</summary>
    public const int CallsPerRepeat = 10;

    private readonly int _most = capacity * CallsPerRepeat;
    private int _store = capacity * CallsPerRepeat;

    /// <summary>Uses one repeat up.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryTake()
    {
        int store;
        do
        {
            store = Volatile.Read(ref _store);
            if (store < CallsPerRepeat)
            {
                return false;
            }
        }
        while (Interlocked.CompareExchange(ref _store, store - CallsPerRepeat, store) != store);
        return true;
    }

    /// <summary>The platform has answered a call.</summary>
    public void Earn()
    {
        var store = Volatile.Read(ref _store);
        while (store < _most)
        {
            var seen = Interlocked.CompareExchange(ref _store, store + 1, store);
            if (seen == store)
            {
                return;
            }
            store = seen;
        }
    }
}
