namespace WeChatPay.Chain.Notifications;

/// <summary>Which signed fields are a notification of APIv2. The merchant's key signs requests too, and a request is none.</summary>
internal static class V2NotificationShape
{
    private static readonly string[] _merchantNames = ["mch_id", "mchid", "combine_mch_id"];

    /// <summary>
    /// Whether these are the fields of a payment or of a risk (both with <c>return_code</c>), of a contract, of a vehicle, or of an
    /// encrypted event.
    /// </summary>
    public static bool IsKnown(IReadOnlyDictionary<string, string> fields) =>
        (Has(fields, "return_code") && (Has(fields, "result_code") || Has(fields, "event_code")) && !Has(fields, "interface_url") && !Has(fields, "prepay_id"))
        || (Has(fields, "change_type") && (Has(fields, "contract_id") || Has(fields, "contract_code")))
        || Has(fields, "vehicle_event_type")
        || Has(fields, "vehicle_event_createtime")
        || (Has(fields, "event_type") && Has(fields, "event_ciphertext"));

    /// <summary>Whether they name this merchant. Every notification names its merchant.</summary>
    public static bool IsFor(IReadOnlyDictionary<string, string> fields, string merchantId) =>
        Array.Find(_merchantNames, name => Has(fields, name)) is { } name && fields[name] == merchantId;

    private static bool Has(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name) is { Length: > 0 };
}
