using System.ComponentModel.DataAnnotations;

namespace WeChatPay.Chain.AspNetCore;

/// <summary>The queue of notifications that are handled in the background; one for the whole application. Set it with <c>services.Configure&lt;NotificationQueueOptions&gt;</c>.</summary>
public sealed class NotificationQueueOptions
{
    /// <summary>How many may wait. One more is answered 503, so that the platform repeats it. Default: 1000.</summary>
    [Range(1, 1_000_000)]
    public int Capacity { get; set; } = 1000;

    /// <summary>How many are handled at once. Default: 4.</summary>
    [Range(1, 1000)]
    public int Workers { get; set; } = 4;
}
