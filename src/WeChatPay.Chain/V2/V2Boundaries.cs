using System.Text.RegularExpressions;

namespace WeChatPay.Chain.V2;

/// <summary>
/// Finds values that could be read as several fields. APIv2 signs <c>a=1&amp;b=2</c> without escaping, so a signature does not tell where a
/// value ends: a text that holds <c>&amp;total_fee=1</c> verifies as a text, and as an amount too.
/// </summary>
internal static partial class V2Boundaries
{
    // What a field decides: whether it succeeded, how much, which order, whose, and which notification it is.
    private const string Names = "return_code|result_code|total_fee|cash_fee|settlement_total_fee|refund_fee|settlement_refund_fee|fee_type"
        + "|out_trade_no|transaction_id|out_refund_no|refund_id|combine_out_trade_no|mch_id|sub_mch_id|mchid|combine_mch_id|appid|openid"
        + "|trade_state|refund_status|user_repaid|contract_id|change_type"
        + "|vehicle_event_type|vehicle_event_createtime|event_id|event_ciphertext";

    // Lists are numbered: refund_fee_0, coupon_refund_fee_0_1.
    private const string Deciding = $"(?:{Names})(?:_[0-9]+)*";

    /// <param name="fields">In any order. Only the names of fields that decide ever leave this class.</param>
    /// <returns>The first field whose value is blurred, and the name of the field that it could become; null when there is none.</returns>
    public static (string Field, string Hidden)? FindBlurred(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value.Contains('&', StringComparison.Ordinal) && HiddenIn(name, value) is { } hidden)
            {
                return (name, hidden);
            }
        }
        return null;
    }

    // No value that decides has an ampersand, so whatever follows one was another field.
    private static string? HiddenIn(string name, string value) => IsDeciding().IsMatch(name)
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
