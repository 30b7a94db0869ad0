using Microsoft.AspNetCore.Http;

namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>A verified notification as it was delivered.</summary>
/// <param name="Key">Identifies the notification.</param>
/// <param name="Merchant">The merchant, with its client as it was when the notification arrived.</param>
/// <param name="Notification">The notification to handle.</param>
/// <param name="Headers">The headers of the request.</param>
/// <param name="Body">The body, as received.</param>
internal sealed record NotificationDelivery(
    NotificationKey Key, Merchant Merchant, ReceivedNotification Notification, IHeaderDictionary Headers, byte[] Body)
{
    private static readonly string[] _signatureHeaders =
    [
        "Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature", "Wechatpay-Signature-Type",
    ];

    /// <returns>The notification with what is needed to verify it again.</returns>
    public StoredNotification ToStored(DateTimeOffset receivedAt) => new(
        Key,
        Merchant.Name,
        _signatureHeaders.Where(Headers.ContainsKey).ToDictionary(name => name, name => Headers[name].ToString()),
        Body,
        receivedAt,
        Attempt: 0);
}
