namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>The format of a notification and of the response to it.</summary>
internal enum NotificationProtocol
{
    /// <summary>JSON, signed in headers.</summary>
    V3,

    /// <summary>XML, signed in a field.</summary>
    V2,
}
