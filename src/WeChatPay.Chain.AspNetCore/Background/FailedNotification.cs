namespace WeChatPay.Chain.AspNetCore;

/// <summary>A notification that was accepted, and whose last attempt failed.</summary>
/// <param name="Key">Identifies the notification.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="FailedAt">When the last attempt failed.</param>
/// <param name="Attempts">The number of attempts.</param>
/// <param name="Error">Why the last attempt failed.</param>
public sealed record FailedNotification(
    NotificationKey Key, DateTimeOffset ReceivedAt, DateTimeOffset FailedAt, int Attempts, string Error);
