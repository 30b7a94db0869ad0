namespace WeChatPay.Chain.AspNetCore;

/// <summary>How an endpoint treats notifications.</summary>
public sealed class NotificationOptions
{
    /// <summary>The longest body in bytes; a longer one is answered 413, unread. Default: 1 MiB.</summary>
    public long MaxBodySize { get; set; } = 1024 * 1024;

    /// <summary>
    /// How long the response may take, including the arrival of the body; the platform waits 5 s. Then the handler's token is cancelled and
    /// the response is 500, so that the platform retries. A handler that ignores its token keeps its claim: retries get 409 until it ends,
    /// and 204 if it succeeds. With <see cref="InBackground"/> this limits only the time to claim the notification. Default: 4.5 s.
    /// </summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(4.5);

    /// <summary>
    /// Whether the response is sent before the handler runs. The platform does not retry then: when the handler fails, an error is logged;
    /// when the process dies, the notification is lost. Nothing else loses it: the handler runs even if the inbox has forgotten the claim
    /// or cannot be reached, and only a shutdown that runs out of time cancels it. Query the orders that stay open, or write the
    /// notification to a durable queue in a handler that is not in the background. Default: <see langword="false"/>.
    /// </summary>
    public bool InBackground { get; set; }

    /// <summary>
    /// How long a claim in the <see cref="INotificationInbox"/> outlives an instance that died. It is renewed while the handler runs. When
    /// it could not be renewed for five sixths of this time, the handler's token is cancelled, because another instance may take the
    /// notification at the end of it. At least 1 s. Default: 30 s.
    /// </summary>
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
