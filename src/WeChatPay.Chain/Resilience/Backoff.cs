using System.Security.Cryptography;

namespace WeChatPay.Chain.Resilience;

/// <summary>Calculates the pauses between attempts: exponential, with jitter.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private const int Steps = 1 << 20;

    /// <param name="attempt">The number of retries so far: 0 for the first pause.</param>
    public TimeSpan After(int attempt)
    {
        var whole = Math.Min(first.Ticks * Math.Pow(2, attempt), longest.Ticks);
        var chance = RandomNumberGenerator.GetInt32(Steps) / (double)Steps;
        return TimeSpan.FromTicks((long)(whole * (1 - (chance / 2))));
    }
}
