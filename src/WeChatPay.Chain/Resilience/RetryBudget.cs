namespace WeChatPay.Chain.Resilience;

/// <summary>Limits the retries of a client, so that an outage does not multiply the load.</summary>
internal sealed class RetryBudget(int capacity)
{
    /// <summary>The number of calls with a response, even an error response, that earn one retry.</summary>
    public const int CallsPerRetry = 10;

    private readonly int _maximum = capacity * CallsPerRetry;
    private int _balance = capacity * CallsPerRetry;

    /// <summary>Takes one retry from the budget.</summary>
    /// <returns>Whether a retry was left.</returns>
    public bool TryTake()
    {
        int balance;
        do
        {
            balance = Volatile.Read(ref _balance);
            if (balance < CallsPerRetry)
            {
                return false;
            }
        }
        while (Interlocked.CompareExchange(ref _balance, balance - CallsPerRetry, balance) != balance);
        return true;
    }

    /// <summary>Adds the share of one call with a response.</summary>
    public void Earn()
    {
        var balance = Volatile.Read(ref _balance);
        while (balance < _maximum)
        {
            var seen = Interlocked.CompareExchange(ref _balance, balance + 1, balance);
            if (seen == balance)
            {
                return;
            }
            balance = seen;
        }
    }
}
