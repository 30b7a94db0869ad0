using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Signing;

namespace WeChatPay.Chain.Notifications;

/// <summary>
/// Computes the IDs of APIv2 notifications, which have none, from their business number and state. Only verified fields are used, so that
/// an attacker cannot replay a notification under another ID.
/// </summary>
internal static partial class V2NotificationId
{
    /// <param name="fields">The signed fields, none of whose values could be read as several fields.</param>
    public static string From(IReadOnlyDictionary<string, string> fields)
    {
        if (GetValue(fields, "transaction_id") is { Length: > 0 } payment)
        {
            return Hash(
                "payment", payment, GetValue(fields, "result_code"), GetValue(fields, "trade_state"), GetValue(fields, "user_repaid"));
        }
        if (GetValue(fields, "change_type") is { Length: > 0 } change && GetValue(fields, "contract_id") is { Length: > 0 } contract)
        {
            return Hash("contract", contract, change);
        }
        if (GetValue(fields, "event_id") is { Length: > 0 } id)
        {
            return Hash("event", id);
        }
        // The signature message, which does not depend on where fields begin and end.
        return Hash("text", VolatileFields().Replace(V2Signature.CreateMessage(fields), ""));
    }

    /// <param name="refund">The decrypted <c>req_info</c>.</param>
    public static string FromRefund(IReadOnlyDictionary<string, string> refund)
    {
        var number = V2Refund.GetNumber(refund);
        return Hash("refund", number.Name, number.Value, GetValue(refund, V2Refund.Status));
    }

    private static string Hash(params string[] parts) =>
        "v2-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    private static string GetValue(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name, "");

    // The nonce differs for each delivery.
    [GeneratedRegex("(?:^|&)(?:nonce_str|sign_type)=[^&]*", RegexOptions.CultureInvariant)]
    private static partial Regex VolatileFields();
}
