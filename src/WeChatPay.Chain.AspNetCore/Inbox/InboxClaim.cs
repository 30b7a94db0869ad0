namespace WeChatPay.Chain.AspNetCore;

/// <summary>The result of an attempt to claim a notification.</summary>
public enum InboxClaim
{
    /// <summary>Another owner is handling the notification. It may still fail, so the platform is asked to retry.</summary>
    InProgress = 0,

    /// <summary>The caller owns the claim and handles the notification.</summary>
    Granted = 1,

    /// <summary>The notification was handled before. The platform gets a success response.</summary>
    Completed = 2,
}
