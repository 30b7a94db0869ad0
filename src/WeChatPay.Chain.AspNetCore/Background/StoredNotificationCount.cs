namespace WeChatPay.Chain.AspNetCore;

/// <summary>How many notifications are stored for an endpoint of a merchant.</summary>
/// <param name="MerchantId">The <see cref="NotificationKey.MerchantId"/>.</param>
/// <param name="Endpoint">The <see cref="NotificationKey.Endpoint"/>.</param>
/// <param name="Waiting">Those that are or will be due, including those that are being handled.</param>
/// <param name="Due">Those that are due now and not taken.</param>
/// <param name="Failed">Those whose last attempt failed.</param>
/// <param name="OldestAge">How long ago the oldest of those that wait was received; zero if none waits.</param>
public sealed record StoredNotificationCount(
    string MerchantId, string Endpoint, int Waiting, int Due, int Failed, TimeSpan OldestAge);
