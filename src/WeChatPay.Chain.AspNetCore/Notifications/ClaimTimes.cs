namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>What follows from the lifetime of a claim.</summary>
internal readonly record struct ClaimTimes(TimeSpan Lifetime)
{
    /// <summary>Between a renewal and the next. Also how long a call to the inbox may take.</summary>
    public TimeSpan Pause => Lifetime / 3;

    /// <summary>Between a renewal that failed and the next attempt.</summary>
    public TimeSpan RetryPause => Lifetime / 6;

    /// <summary>
    /// How long a claim is relied on, from before it was requested. The rest is for the handler to end before another instance may begin.
    /// </summary>
    public TimeSpan TrustedFor => Lifetime - (Lifetime / 6);
}
