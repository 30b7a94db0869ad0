namespace WeChatPay.Chain.AspNetCore;

/// <summary>Identifies a notification at one endpoint of one merchant.</summary>
/// <param name="MerchantId">The merchant number (商户号) of the client that read it.</param>
/// <param name="Endpoint">
/// The route pattern that it was posted to, such as <c>pay/notify/{merchant}</c>: lower case, without the slashes around it, and the same in
/// every instance. Where the endpoint requires hosts, they come before it; where it names the client, <c>=</c> and the client's registered
/// name follow. A notification that somebody posts to another endpoint of the merchant is another one there.
/// </param>
/// <param name="NotificationId">The same each time the platform sends the notification.</param>
public readonly record struct NotificationKey(string MerchantId, string Endpoint, string NotificationId)
{
    /// <summary>All three, separated by colons.</summary>
    public override string ToString() => $"{MerchantId}:{Endpoint}:{NotificationId}";
}
