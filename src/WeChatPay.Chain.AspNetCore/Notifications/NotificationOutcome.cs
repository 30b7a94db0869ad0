namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>What became of a notification. What is not said to be well is refused.</summary>
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
    QueueFull,
    TooSlow,
}
