using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Signing;

namespace WeChatPay.Chain.Notifications;

/// <summary>
/// Computes the ids of APIv2 notifications, which have none, from their business number and state. Only verified fields are used, so that
/// an attacker cannot replay a notification under another id.
/// </summary>
internal static partial class V2NotificationId
{
    /// <param name="fields">The signed fields, none of whose values could be read as several fields.</param>
    public static string From(IReadOnlyDictionary<string, string> fields)
    {
        string[] parts = fields switch
        {
            _ when Value(fields, "transaction_id") is { Length: > 0 } payment =>
                ["payment", payment, Value(fields, "result_code"), Value(fields, "trade_state"), Value(fields, "user_repaid")],
            _ when Value(fields, "change_type") is { Length: > 0 } change && Value(fields, "contract_id") is { Length: > 0 } contract =>
                ["contract", contract, change],
            _ when Value(fields, "event_id") is { Length: > 0 } id => ["event", id],
            // The signature message, which does not depend on where fields begin and end.
            _ => ["text", VolatileFields().Replace(V2Signature.CreateMessage(fields), "")],
        };
        return From(parts);
    }

    /// <param name="refund">The decrypted <c>req_info</c>.</param>
    public static string FromRefund(IReadOnlyDictionary<string, string> refund) =>
        From(["refund", V2Refund.GetNumber(refund).Name, V2Refund.GetNumber(refund).Value, Value(refund, V2Refund.Status)]);

    private static string From(string[] parts) =>
        "v2-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    private static string Value(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name, "");

    // The nonce differs for each delivery.
    [GeneratedRegex("(?:^|&)(?:nonce_str|sign_type)=[^&]*", RegexOptions.CultureInvariant)]
    private static partial Regex VolatileFields();
}
