using System.Security.Cryptography;

namespace WeChatPay.Chain.Resilience;

/// <summary>Pauses that grow, and differ from caller to caller.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private const int Steps = 1 << 20;

    /// <param name="attempt">How often the call was repeated before: 0 for the first pause.</param>
    public TimeSpan After(int attempt)
    {
        var whole = Math.Min(first.Ticks * Math.Pow(2, attempt), longest.Ticks);
        var chance = RandomNumberGenerator.GetInt32(Steps) / (double)Steps;
        return TimeSpan.FromTicks((long)(whole * (1 - (chance / 2))));
    }
}
