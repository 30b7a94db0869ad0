namespace WeChatPay.Chain.Notifications;

/// <summary>Recognizes APIv2 notifications by their fields, because requests and responses are signed with the same key.</summary>
internal static class V2NotificationShape
{
    private static readonly string[] _merchantNames = ["mch_id", "mchid", "combine_mch_id"];

    /// <summary>
    /// Whether the fields are those of a payment or a risk event (both have <c>return_code</c>), a contract, a vehicle event, or an
    /// encrypted event.
    /// </summary>
    public static bool IsKnown(IReadOnlyDictionary<string, string> fields) =>
        (Has(fields, "return_code")
            && (Has(fields, "result_code") || Has(fields, "event_code"))
            && !Has(fields, "interface_url")
            && !Has(fields, "prepay_id"))
        || (Has(fields, "change_type") && (Has(fields, "contract_id") || Has(fields, "contract_code")))
        || Has(fields, "vehicle_event_type")
        || Has(fields, "vehicle_event_createtime")
        || (Has(fields, "event_type") && Has(fields, "event_ciphertext"));

    /// <summary>Whether the fields name this merchant. Every notification names its merchant.</summary>
    public static bool IsFor(IReadOnlyDictionary<string, string> fields, string merchantId) =>
        Array.Find(_merchantNames, name => Has(fields, name)) is { } name && fields[name] == merchantId;

    private static bool Has(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name) is { Length: > 0 };
}
