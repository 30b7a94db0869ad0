namespace WeChatPay.Chain.AspNetCore;

/// <summary>What tells one notification from another.</summary>
/// <param name="MerchantId">The merchant number (商户号) of the client that read it.</param>
/// <param name="NotificationId">The same in each repeat of the notification.</param>
public readonly record struct NotificationKey(string MerchantId, string NotificationId)
{
    /// <summary>Both, with a colon between.</summary>
    public override string ToString() => $"{MerchantId}:{NotificationId}";
}
