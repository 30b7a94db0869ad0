using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.V2;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Notifications;

/// <summary>A notification of APIv2 that was verified: by its <c>sign</c>, or, for a refund, by its <c>req_info</c>, which only the platform can write.</summary>
/// <remarks>See https://pay.weixin.qq.com/doc/v2/merchant/4011939575 (payment) and 4011939577 (refund).</remarks>
public sealed class V2Notification
{
    private const string RefundField = "req_info";

    private V2Notification(IReadOnlyDictionary<string, string> fields, bool isRefund)
    {
        Fields = fields;
        IsRefund = isRefund;
    }

    /// <summary>The fields that are proved to be the platform's. Of a refund these are the opened <c>req_info</c> alone: nothing else of it is signed.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; }

    /// <summary>Whether this is a refund's notification.</summary>
    public bool IsRefund { get; }

    /// <summary>The fields as dynamic members: <c>notification.Data.out_trade_no</c>. A field that is missing is null.</summary>
    public dynamic Data => field ??= ResponseNode.Create(JsonTree.ToElement(Fields));

    /// <summary>What it is; nothing of its fields.</summary>
    public override string ToString() => IsRefund ? "APIv2 refund notification" : "APIv2 notification";

    internal static V2Notification Open(string xml, string apiV2Key)
    {
        var fields = Read(xml);
        if (fields.TryGetValue(RefundField, out var ciphertext))
        {
            // The key is the hash of the key, in the letters of its hexadecimal form.
            return new V2Notification(Read(AesEcb.Decrypt(ciphertext, Hash.Md5(apiV2Key))), isRefund: true);
        }
        return V2Signature.Verifies(fields, apiV2Key)
            ? new V2Notification(fields, isRefund: false)
            : throw Unverified(SignatureFailure.Mismatch, "The notification does not verify with the APIv2 key: it is not the platform's, or WeChatPayClientOptions.ApiV2Key is another merchant's.");
    }

    private static Dictionary<string, string> Read(string xml)
    {
        try
        {
            return V2Answer.FlatFields(xml);
        }
        catch (FormatException exception)
        {
            throw Unverified(SignatureFailure.Malformed, $"The notification cannot be read as APIv2 XML: {exception.Message}", exception);
        }
    }

    private static WeChatPaySignatureException Unverified(SignatureFailure reason, string message, Exception? innerException = null) => new(reason, message, innerException: innerException);
}
