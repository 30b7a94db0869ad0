namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>
/// The outcome of a notification. The default is an error, so that an outcome that was never set is never reported as success.
/// </summary>
internal enum NotificationOutcome
{
    Failed = 0,
    Handled,
    HandledBefore,
    Queued,
    UnknownMerchant,
    TooLong,
    Broken,
    Unverified,
    Unreadable,
    BeingHandled,
    Busy,
    QueueFull,
    TooSlow,
}
