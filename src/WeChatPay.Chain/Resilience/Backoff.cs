using System.Security.Cryptography;

namespace WeChatPay.Chain.Resilience;

/// <summary>Calculates the delays between attempts: exponential, with jitter.</summary>
/// <param name="baseDelay">The delay before the first retry, without jitter.</param>
/// <param name="maxDelay">The maximum delay.</param>
internal sealed class Backoff(TimeSpan baseDelay, TimeSpan maxDelay)
{
    private const int JitterSteps = 1 << 20;

    /// <param name="retries">The number of retries so far: 0 for the first delay.</param>
    /// <returns>Between half of the exponential delay and all of it.</returns>
    public TimeSpan GetDelay(int retries)
    {
        var exponential = Math.Min(baseDelay.Ticks * Math.Pow(2, retries), maxDelay.Ticks);
        var jitter = RandomNumberGenerator.GetInt32(JitterSteps) / (double)JitterSteps;
        return TimeSpan.FromTicks((long)(exponential * (1 - (jitter / 2))));
    }
}
