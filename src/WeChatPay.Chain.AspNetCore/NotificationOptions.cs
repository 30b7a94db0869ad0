namespace WeChatPay.Chain.AspNetCore;

/// <summary>Options of an endpoint for notifications.</summary>
public sealed class NotificationOptions
{
    // The longest due time of a timer.
    private static readonly TimeSpan _maxTime = TimeSpan.FromDays(49);

    /// <summary>
    /// Gets or sets the maximum length of the body in bytes. A longer body is not read, and the response is 413. Default: 1 MiB.
    /// </summary>
    public long MaxBodySize { get; set; } = 1024 * 1024;

    /// <summary>
    /// Gets or sets how long the response may take, including the arrival of the body. Default: 4.5 s, because the platform waits 5 s.
    /// </summary>
    /// <remarks>
    /// After this time, the handler's token is canceled and the response is 500, so that the platform retries. A handler that ignores its
    /// token keeps its claim: retries get 409 until it finishes, and 204 if it succeeds. With <see cref="InBackground"/>, this limits only
    /// the time to claim the notification.
    /// </remarks>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(4.5);

    /// <summary>
    /// Gets or sets whether the response is sent before the handler runs. Default: <see langword="false"/>.
    /// </summary>
    /// <remarks>
    /// The platform does not retry a notification after that response: when the handler fails, an error is logged; when the process dies,
    /// the notification is lost. The handler runs even if the inbox loses the claim or cannot be reached, and is canceled only when a
    /// shutdown runs out of time. To lose no payment, also query the orders that stay unpaid, or have a handler that is not in the
    /// background write the notification to a durable queue.
    /// </remarks>
    public bool InBackground { get; set; }

    /// <summary>
    /// Gets or sets how long a claim in the <see cref="INotificationInbox"/> holds without being renewed, for example because the instance
    /// died. At least 1 s. Default: 30 s.
    /// </summary>
    /// <remarks>
    /// The claim is renewed while the handler runs. If renewals fail for five sixths of this time, the handler's token is canceled, because
    /// another instance can take the notification at the end of it.
    /// </remarks>
    public TimeSpan ClaimLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long a handled notification is remembered. The platform retries for about a day. At least 1 s. Default: 3 days.
    /// </summary>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(3);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxBodySize, nameof(MaxBodySize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBodySize, Array.MaxLength - 1, nameof(MaxBodySize));
        ValidateTime(ResponseTimeout, TimeSpan.FromTicks(1), nameof(ResponseTimeout));
        // A claim is renewed three times in its lifetime.
        ValidateTime(ClaimLifetime, TimeSpan.FromSeconds(1), nameof(ClaimLifetime));
        ValidateTime(RememberFor, TimeSpan.FromSeconds(1), nameof(RememberFor));
    }

    private static void ValidateTime(TimeSpan time, TimeSpan min, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, min, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, _maxTime, name);
    }
}
