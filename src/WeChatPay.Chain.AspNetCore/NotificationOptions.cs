namespace WeChatPay.Chain.AspNetCore;

/// <summary>How an endpoint treats notifications.</summary>
public sealed class NotificationOptions
{
    /// <summary>The longest body in bytes; a longer one is answered 413, unread. Default: 1 MiB.</summary>
    public long MaxBodySize { get; set; } = 1024 * 1024;

    /// <summary>
    /// How long the answer may take, the body's arrival included; the platform waits 5 s. Then the handler's token is cancelled and 500 is answered, so that the
    /// platform repeats. A handler that runs on all the same keeps its claim: repeats are refused until it ends, and answered as handled if
    /// it ends well. In the background it limits the claim alone, never the handler. Default: 4.5 s.
    /// </summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(4.5);

    /// <summary>
    /// Whether the answer goes out before the handler has run. The platform does not repeat what was answered so: when the handler fails, an
    /// error is logged; when the process dies, the notification is lost. Query the orders that stay open, or write the notification to a
    /// queue that lasts in a handler that is not in the background. Default: <see langword="false"/>.
    /// </summary>
    public bool InBackground { get; set; }

    /// <summary>How long a claim in the <see cref="INotificationInbox"/> outlives an instance that died. It is renewed while the handler runs. At least 1 s. Default: 30 s.</summary>
    public TimeSpan ClaimLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a handled notification is remembered. The platform repeats for about a day. At least 1 s. Default: 3 days.</summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(3);

    internal NotificationOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBodySize, nameof(MaxBodySize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBodySize, Array.MaxLength - 1, nameof(MaxBodySize));
        CheckTime(AnswerWithin, TimeSpan.FromTicks(1), nameof(AnswerWithin));
        // A claim is renewed three times while it lasts.
        CheckTime(ClaimLifetime, TimeSpan.FromSeconds(1), nameof(ClaimLifetime));
        CheckTime(RememberFor, TimeSpan.FromSeconds(1), nameof(RememberFor));
        return this;
    }

    private static void CheckTime(TimeSpan time, TimeSpan least, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, least, name);
        // The longest that a timer takes.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(49), name);
    }
}
