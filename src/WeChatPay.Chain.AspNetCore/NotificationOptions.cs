namespace WeChatPay.Chain.AspNetCore;

/// <summary>Options of an endpoint for notifications.</summary>
public sealed class NotificationOptions
{
    // Slightly less than the longest due time of a timer.
    internal static readonly TimeSpan MaxTime = TimeSpan.FromDays(49);

    /// <summary>
    /// Gets or sets the maximum length of the body in bytes. A longer body is not read, and the response is 413. Default: 1 MiB.
    /// </summary>
    public long MaxBodySize { get; set; } = 1024 * 1024;

    /// <summary>
    /// Gets or sets how long the response may take, including the arrival of the body. Default: 4.5 s, because the platform waits 5 s.
    /// </summary>
    /// <remarks>
    /// After this time, the handler's token is canceled and the response is 500, so that the platform retries. A handler that ignores its
    /// token keeps its claim: retries get 409 until it finishes, and 204 if it succeeds. In the background, this limits only the time to
    /// store the notification.
    /// </remarks>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(4.5);

    /// <summary>
    /// Gets or sets whether the handler runs after the response. Default: <see cref="NotificationBackground.None"/>.
    /// </summary>
    /// <remarks>
    /// The platform does not retry a notification after a success response. <see cref="NotificationBackground.Stored"/> therefore needs an
    /// <see cref="INotificationStore"/>, such as that of the package WeChatPay.Chain.Sql; the host does not start without one. See
    /// <see cref="NotificationQueueOptions"/> for the retries.
    /// </remarks>
    public NotificationBackground Background { get; set; }

    /// <summary>
    /// Gets or sets how many handlers run concurrently for one merchant of this endpoint. Beyond it, the response is 503, so that the
    /// platform retries. Default: 64, less than the connections that a database provider pools. In the background,
    /// <see cref="NotificationQueueOptions.Workers"/> limits them.
    /// </summary>
    public int MaxConcurrentHandlers { get; set; } = 64;

    /// <summary>
    /// Gets or sets how long a handler may run, also after the response. Then it is canceled, and 5 s later its notification is free for
    /// another attempt, even if the handler is still running. Default: 10 minutes.
    /// </summary>
    public TimeSpan MaxHandlerTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Gets or sets how long a claim in the <see cref="INotificationClaims"/> holds without being renewed, for example because the instance
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
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxConcurrentHandlers, nameof(MaxConcurrentHandlers));
        ValidateTime(MaxHandlerTime, TimeSpan.FromTicks(1), nameof(MaxHandlerTime));
        // A claim is renewed three times in its lifetime.
        ValidateTime(ClaimLifetime, TimeSpan.FromSeconds(1), nameof(ClaimLifetime));
        ValidateTime(RememberFor, TimeSpan.FromSeconds(1), nameof(RememberFor));
    }

    private static void ValidateTime(TimeSpan time, TimeSpan min, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, min, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, MaxTime, name);
    }
}
