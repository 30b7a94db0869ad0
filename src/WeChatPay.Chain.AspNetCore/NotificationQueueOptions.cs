using System.ComponentModel.DataAnnotations;

namespace WeChatPay.Chain.AspNetCore;

/// <summary>
/// Options of the queue of notifications that are handled in the background. The application has one queue; configure it with
/// <c>services.Configure&lt;NotificationQueueOptions&gt;</c>.
/// </summary>
public sealed class NotificationQueueOptions
{
    /// <summary>
    /// Gets or sets the maximum number of notifications that wait in the queue. When it is full, the response is 503, so that the platform
    /// retries. Default: 1000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int Capacity { get; set; } = 1000;

    /// <summary>Gets or sets the number of notifications that are handled concurrently. Default: 4.</summary>
    [Range(1, 1000)]
    public int Workers { get; set; } = 4;
}
