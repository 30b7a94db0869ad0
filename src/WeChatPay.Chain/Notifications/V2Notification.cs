using WeChatPay.Chain.Errors;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.V2;

namespace WeChatPay.Chain.Notifications;

/// <summary>A notification of APIv2 that was verified: by its <c>sign</c>, or, for a refund, by its <c>req_info</c>, which only the platform can write.</summary>
/// <remarks>See https://pay.weixin.qq.com/doc/v2/merchant/4011939575 (payment) and 4011939577 (refund).</remarks>
public sealed class V2Notification
{
    private const string RefundField = "req_info";

    private V2Notification(IReadOnlyDictionary<string, string> fields, bool isRefund, string id)
    {
        Fields = fields;
        IsRefund = isRefund;
        Id = id;
    }

    /// <summary>
    /// Identifies the notification: the same each time that the platform sends it. Made from the business number and its state, such as
    /// <c>transaction_id</c> or <c>refund_id</c>, because APIv2 gives no id; where there is no such number, from what is signed without its nonce.
    /// </summary>
    public string Id { get; }

    /// <summary>The fields that are proved to be the platform's. Of a refund these are the opened <c>req_info</c> alone: nothing else of it is signed.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>Whether this is a refund's notification.</summary>
    public bool IsRefund { get; }

    /// <summary>The fields as dynamic members: <c>notification.Data.out_trade_no</c>. A field that is missing is null.</summary>
    public dynamic Data => field ??= ResponseNode.Create(XmlJson.ToElement(Fields));

    /// <summary>What it is; nothing of its fields.</summary>
    public override string ToString() => IsRefund ? "APIv2 refund notification" : "APIv2 notification";

    /// <param name="xml">What was posted.</param>
    /// <param name="apiV2Key">Verifies and opens.</param>
    /// <param name="merchantId">Whose notification it has to be.</param>
    internal static V2Notification Open(string xml, string apiV2Key, string merchantId)
    {
        var fields = Read(() => V2ResponseCheck.FlatFields(xml));
        var notification = fields.TryGetValue(RefundField, out var reqInfo) ? OpenRefund(fields, reqInfo, apiV2Key) : OpenSigned(fields, apiV2Key);
        return V2NotificationShape.IsFor(fields, merchantId)
            ? notification
            : throw Unverified(SignatureFailure.Mismatch, $"The notification is not for merchant {merchantId}. Is this URL the notify_url of another merchant?");
    }

    private static V2Notification OpenRefund(Dictionary<string, string> fields, string reqInfo, string apiV2Key)
    {
        if (!fields.ContainsKey(V2ResultCodes.ReturnCode))
        {
            throw Unverified(SignatureFailure.Malformed, $"The notification has a '{RefundField}' and no '{V2ResultCodes.ReturnCode}'. A refund's notification has both.");
        }
        var refund = Read(() => V2Refund.Open(reqInfo, apiV2Key));
        return new V2Notification(refund, isRefund: true, V2NotificationId.OfRefund(refund));
    }

    private static V2Notification OpenSigned(Dictionary<string, string> fields, string apiV2Key)
    {
        if (!V2Signature.Verifies(fields, apiV2Key))
        {
            throw Unverified(
                SignatureFailure.Mismatch,
                "The notification does not verify with the APIv2 key: it is not the platform's, or WeChatPayClientOptions.ApiV2Key is another merchant's.");
        }
        if (V2Boundaries.FindAmbiguous(fields) is { } blurred)
        {
            throw Unverified(
                SignatureFailure.Malformed,
                $"The notification has a value that could be read as the field '{blurred.Hidden}', so its signature does not tell where the value ends.");
        }
        return V2NotificationShape.IsKnown(fields)
            ? new V2Notification(fields, isRefund: false, V2NotificationId.Of(fields))
            : throw Unverified(
                SignatureFailure.Mismatch,
                "The fields are signed with the APIv2 key, but are not those of a notification: a request or a response was posted in its place.");
    }

    private static Dictionary<string, string> Read(Func<Dictionary<string, string>> read)
    {
        try
        {
            return read();
        }
        catch (FormatException exception)
        {
            throw Unverified(SignatureFailure.Malformed, $"The notification cannot be read as APIv2 XML: {exception.Message}", exception);
        }
    }

    private static WeChatPaySignatureException Unverified(SignatureFailure reason, string message, Exception? innerException = null) =>
        new(reason, message, innerException: innerException);
}
