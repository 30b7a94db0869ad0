namespace WeChatPay.Chain.AspNetCore;

/// <summary>Identifies a notification at one endpoint of one merchant.</summary>
/// <param name="MerchantId">The merchant ID (商户号) of the client that read the notification.</param>
/// <param name="Endpoint">
/// The route pattern to which the notification was posted, such as <c>pay/notify/{merchant}</c>: in lower case, without leading and
/// trailing slashes, and the same in every instance. It follows the hosts that the endpoint requires, if any; where the route names the
/// client, <c>=</c> and the client's registered name follow. The same notification at another endpoint has another key.
/// </param>
/// <param name="NotificationId">The ID of the notification; the same for each delivery.</param>
public readonly record struct NotificationKey(string MerchantId, string Endpoint, string NotificationId)
{
    /// <summary>Returns the three values, separated by colons.</summary>
    /// <returns>The key as a string.</returns>
    public override string ToString() => $"{MerchantId}:{Endpoint}:{NotificationId}";
}
