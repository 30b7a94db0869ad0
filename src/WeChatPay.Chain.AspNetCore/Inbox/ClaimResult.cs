namespace WeChatPay.Chain.AspNetCore;

/// <summary>The result of an attempt to claim a notification.</summary>
/// <param name="Claim">Whether the claim was granted, and if not, why.</param>
/// <param name="Number">
/// The number of the grant: 1 for the first claim on a notification, larger for each later one. 0 if the claim was not granted. Handlers
/// see it as <see cref="NotificationContext.Attempt"/>.
/// </param>
public readonly record struct ClaimResult(InboxClaim Claim, long Number = 0);
