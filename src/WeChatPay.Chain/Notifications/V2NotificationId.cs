using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Signing;

namespace WeChatPay.Chain.Notifications;

/// <summary>
/// Tells one notification of APIv2 from another. The platform gives them no id, so it is made of what they are about: the business number
/// and its state. What no signature reaches has no part in it, or a stranger could have a notification handled once more.
/// </summary>
internal static partial class V2NotificationId
{
    /// <param name="fields">Signed, without a value that could be read as several fields.</param>
    public static string Of(IReadOnlyDictionary<string, string> fields)
    {
        string[] parts = fields switch
        {
            _ when Value(fields, "transaction_id") is { Length: > 0 } payment =>
                ["payment", payment, Value(fields, "result_code"), Value(fields, "trade_state"), Value(fields, "user_repaid")],
            _ when Value(fields, "change_type") is { Length: > 0 } change && Value(fields, "contract_id") is { Length: > 0 } contract => ["contract", contract, change],
            _ when Value(fields, "event_id") is { Length: > 0 } id => ["event", id],
            // The signed text, which stays the same however it is cut into fields.
            _ => ["text", Fleeting().Replace(V2Signature.CreateMessage(fields), "")],
        };
        return Of(parts);
    }

    /// <param name="refund">The opened <c>req_info</c>.</param>
    public static string OfRefund(IReadOnlyDictionary<string, string> refund) =>
        Of(["refund", V2Refund.NumberOf(refund).Name, V2Refund.NumberOf(refund).Value, Value(refund, V2Refund.Status)]);

    private static string Of(string[] parts) => "v2-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    private static string Value(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name, "");

    // Each delivery has a nonce of its own.
    [GeneratedRegex("(?:^|&)(?:nonce_str|sign_type)=[^&]*", RegexOptions.CultureInvariant)]
    private static partial Regex Fleeting();
}
