namespace WeChatPay.Chain.AspNetCore;

/// <summary>What became of the attempt to claim a notification.</summary>
public enum InboxClaim
{
    /// <summary>Somebody else is handling it. It may fail there, so the platform is asked to repeat it.</summary>
    Refused = 0,

    /// <summary>It is the caller's to handle.</summary>
    Granted = 1,

    /// <summary>It was handled before. The platform is told so.</summary>
    Completed = 2,
}
