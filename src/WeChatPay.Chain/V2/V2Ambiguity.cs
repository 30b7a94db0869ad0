using System.Text.RegularExpressions;

namespace WeChatPay.Chain.V2;

/// <summary>
/// Finds values that could be read as several fields. APIv2 signs <c>a=1&amp;b=2</c> without escaping, so a signature does not show where a
/// value ends: a text that contains <c>&amp;total_fee=1</c> also verifies as an amount.
/// </summary>
internal static partial class V2Ambiguity
{
    // The fields that decide whether a call succeeded, how much is paid, for which order and by whom, and what a notification means.
    private const string Names = "return_code|result_code|total_fee|cash_fee|settlement_total_fee|refund_fee|settlement_refund_fee|fee_type"
        + "|out_trade_no|transaction_id|out_refund_no|refund_id|combine_out_trade_no|mch_id|sub_mch_id|mchid|combine_mch_id|appid|openid"
        + "|trade_state|refund_status|user_repaid|contract_id|change_type"
        + "|vehicle_event_type|vehicle_event_createtime|event_id|event_ciphertext";

    // Lists are numbered: refund_fee_0, coupon_refund_fee_0_1.
    private const string Deciding = $"(?:{Names})(?:_[0-9]+)*";

    /// <param name="fields">In any order. Values and the names of other fields never leave this class.</param>
    /// <returns>The first field with an ambiguous value, and the field that the value could be read as; <see langword="null"/> if
    /// no value is ambiguous.</returns>
    public static (string Field, string Hidden)? Find(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value.Contains('&', StringComparison.Ordinal) && FindHidden(name, value) is { } hidden)
            {
                return (name, hidden);
            }
        }
        return null;
    }

    // The value of a deciding field never contains an ampersand, so what follows one was another field.
    private static string? FindHidden(string name, string value) => IsDeciding().IsMatch(name)
        ? name
        : HiddenName().Matches(value).Select(match => match.Groups["name"].Value).FirstOrDefault(hidden => !IsDocumented(name, hidden));

    // The long form of a QR code (模式一) names its app and merchant. Neither can become a field: one sorts before long_url, the other is
    // there already.
    private static bool IsDocumented(string name, string hidden) => name == "long_url" && hidden is "appid" or "mch_id";

    [GeneratedRegex($@"\A{Deciding}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IsDeciding();

    [GeneratedRegex($"&(?<name>{Deciding})=", RegexOptions.CultureInvariant)]
    private static partial Regex HiddenName();
}
