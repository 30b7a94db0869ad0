namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>How the platform writes, and wants to be answered.</summary>
internal enum NotificationProtocol
{
    /// <summary>JSON, signed in headers.</summary>
    V3,

    /// <summary>XML, signed in a field.</summary>
    V2,
}
