namespace WeChatPay.Chain.AspNetCore;

/// <summary>
/// Options of the notifications that are handled in the background. They apply to the whole application; configure them with
/// <c>services.Configure&lt;NotificationQueueOptions&gt;</c>.
/// </summary>
public sealed class NotificationQueueOptions
{
    /// <summary>
    /// Gets or sets the maximum number of notifications that <see cref="NotificationBackground.InMemory"/> keeps for one endpoint of one
    /// merchant. Beyond it, the response is 503, so that the platform retries. At most 1,000,000. Default: 1000.
    /// </summary>
    public int Capacity { get; set; } = 1000;

    /// <summary>
    /// Gets or sets the number of notifications that one instance handles concurrently for one endpoint of one merchant. At most 1000.
    /// Default: 4.
    /// </summary>
    public int Workers { get; set; } = 4;

    /// <summary>
    /// Gets or sets how often a notification is tried. After the last attempt, it is logged as lost (event <c>NotificationLost</c>) and kept
    /// in the store with its error. Default: 20, which takes about 10 hours.
    /// </summary>
    public int MaxAttempts { get; set; } = 20;

    /// <summary>Gets or sets the pause after the first failed attempt. It doubles with each further one. Default: 5 s.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the longest pause between two attempts. Default: 1 hour.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets or sets how often the store is asked for notifications that are due, such as those of another instance that died. Those that
    /// this instance stores are handled at once. Default: 5 s.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);
}
