namespace WeChatPay.Chain.AspNetCore;

/// <summary>Whether the notifications of an endpoint are handled after the response.</summary>
public enum NotificationBackground
{
    /// <summary>The response is sent when the handler has succeeded or failed.</summary>
    None = 0,

    /// <summary>
    /// The response is sent when the notification is in the <see cref="INotificationStore"/>. The handler runs afterwards, again with
    /// growing pauses if it fails, and also after a restart.
    /// </summary>
    Stored = 1,

    /// <summary>
    /// As <see cref="Stored"/>, but in the memory of this process. A crash, or a shutdown that runs out of time, loses the notifications
    /// that wait, and the platform does not deliver them again. A shutdown also loses those that are paused until their next attempt.
    /// </summary>
    InMemory = 2,
}
