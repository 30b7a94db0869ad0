namespace WeChatPay.Chain.AspNetCore.Claims;

/// <summary>The intervals that follow from the lifetime of a claim.</summary>
internal readonly record struct ClaimTimes(TimeSpan Lifetime)
{
    /// <summary>The time between two renewals, and the timeout of a call to the inbox.</summary>
    public TimeSpan RenewalInterval => Lifetime / 3;

    /// <summary>The time between a failed renewal and the next attempt.</summary>
    public TimeSpan RetryInterval => Lifetime / 6;

    /// <summary>
    /// How long a claim is relied on, counted from before it was requested. The remainder lets the handler stop before another instance can
    /// start.
    /// </summary>
    public TimeSpan TrustedFor => Lifetime - (Lifetime / 6);
}
