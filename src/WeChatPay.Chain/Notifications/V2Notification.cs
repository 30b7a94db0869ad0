using WeChatPay.Chain.Errors;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.V2;

namespace WeChatPay.Chain.Notifications;

/// <summary>
/// An APIv2 notification that was verified by its <c>sign</c> or, for a refund, by decrypting its <c>req_info</c>.
/// </summary>
/// <remarks>
/// See https://pay.weixin.qq.com/doc/v2/merchant/4011939575 (payments) and https://pay.weixin.qq.com/doc/v2/merchant/4011939577 (refunds).
/// </remarks>
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
    /// Gets an ID that is the same each time that the platform sends the notification. APIv2 has no ID, so it is computed from the business
    /// number, such as <c>transaction_id</c> or <c>refund_id</c>, and its state, or else from the signed fields without the nonce.
    /// </summary>
    public string Id { get; }

    /// <summary>
    /// Gets the verified fields. For a refund, these are the fields of the decrypted <c>req_info</c> only, because the others are not
    /// signed.
    /// </summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>Gets a value that indicates whether this is a refund notification.</summary>
    public bool IsRefund { get; }

    /// <summary>
    /// Gets the fields as dynamic members, such as <c>notification.Data.out_trade_no</c>. A missing field is <see langword="null"/>.
    /// </summary>
    public dynamic Data => field ??= ResponseNode.Create(XmlJson.ToElement(Fields));

    /// <summary>Returns the kind of the notification, without its fields.</summary>
    public override string ToString() => IsRefund ? "APIv2 refund notification" : "APIv2 notification";

    /// <param name="xml">The body of the request.</param>
    /// <param name="apiV2Key">The key that verifies and decrypts.</param>
    /// <param name="merchantId">The merchant that the notification must be for.</param>
    internal static V2Notification Read(string xml, string apiV2Key, string merchantId)
    {
        var fields = Parse(() => V2ResponseCheck.ReadFlatFields(xml));
        var notification = fields.TryGetValue(RefundField, out var reqInfo)
            ? ReadRefund(fields, reqInfo, apiV2Key)
            : ReadSigned(fields, apiV2Key);
        return V2NotificationShape.IsFor(fields, merchantId)
            ? notification
            : throw Unverified(
                SignatureFailure.Mismatch,
                $"The notification is not for merchant {merchantId}. Check whether this URL is the notify_url of another merchant.");
    }

    private static V2Notification ReadRefund(Dictionary<string, string> fields, string reqInfo, string apiV2Key)
    {
        if (!fields.ContainsKey(V2ResultCodes.ReturnCode))
        {
            throw Unverified(
                SignatureFailure.Malformed,
                $"The notification has '{RefundField}' but not '{V2ResultCodes.ReturnCode}'. A refund notification has both.");
        }
        var refund = Parse(() => V2Refund.Decrypt(reqInfo, apiV2Key));
        return new V2Notification(refund, isRefund: true, V2NotificationId.FromRefund(refund));
    }

    private static V2Notification ReadSigned(Dictionary<string, string> fields, string apiV2Key)
    {
        if (!V2Signature.IsValid(fields, apiV2Key))
        {
            throw Unverified(
                SignatureFailure.Mismatch,
                "The notification cannot be verified with the APIv2 key: the platform did not send it, or WeChatPayClientOptions.ApiV2Key "
                + "belongs to another merchant.");
        }
        if (V2Ambiguity.Find(fields) is { } ambiguous)
        {
            throw Unverified(
                SignatureFailure.Malformed,
                $"The notification has a value that could also be read as the field '{ambiguous.Hidden}', so the signature does not prove "
                    + "where the value ends.");
        }
        return V2NotificationShape.IsKnown(fields)
            ? new V2Notification(fields, isRefund: false, V2NotificationId.From(fields))
            : throw Unverified(
                SignatureFailure.Mismatch,
                "The fields are signed with the APIv2 key, but are not a notification: a request or a response was posted instead.");
    }

    private static Dictionary<string, string> Parse(Func<Dictionary<string, string>> read)
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
