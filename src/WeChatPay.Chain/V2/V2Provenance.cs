using WeChatPay.Chain.Errors;
using WeChatPay.Chain.Signing;

namespace WeChatPay.Chain.V2;

/// <summary>
/// Whether signed fields are the response to this request. The key that signs them signs requests and other responses too, so the
/// signature proves only who wrote the text.
/// </summary>
internal static class V2Provenance
{
    // The platform looks at the number on the right only where the one on the left was not sent.
    private static readonly (string Name, string? Stronger)[] _echoed =
    [
        ("mch_id", null), ("mchid", null), ("combine_mch_id", null), ("sub_mch_id", null),
        ("transaction_id", null), ("out_trade_no", "transaction_id"),
        ("refund_id", null), ("out_refund_no", "refund_id"),
        ("combine_out_trade_no", null), ("contract_id", null),
    ];

    /// <param name="fields">The fields of the response, whose signature holds.</param>
    /// <param name="sent">The fields of the request.</param>
    /// <param name="path">The whole path of the request, without its query.</param>
    /// <returns>Why it is not, as the end of a sentence about the response; null when nothing speaks against it.</returns>
    public static (SignatureFailure Reason, string Problem)? Dispute(
        IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> sent, string path)
    {
        if (V2Boundaries.FindBlurred(fields) is { } blurred)
        {
            return (SignatureFailure.Malformed, $"has a value that could be read as the field '{blurred.Hidden}', so the signature does not tell where it ends");
        }
        if (IsEcho(fields, sent, V2Fields.NonceName) || IsEcho(fields, sent, V2Signature.FieldName))
        {
            return (SignatureFailure.Mismatch, "has the nonce or the signature of the request: the request came back in its place");
        }
        if (Filled(fields, "interface_url") is not null)
        {
            return (SignatureFailure.Mismatch, "is a report that a merchant sent (payitil/report), not a response");
        }
        if (Array.Find(_echoed, echoed => Differs(fields, sent, echoed.Name, echoed.Stronger)).Name is { } name)
        {
            return (SignatureFailure.Mismatch, $"has another '{name}' than the request: it is the response to another call");
        }
        return Missing(fields, path) is { } code
            ? (SignatureFailure.Malformed, $"is signed, but has no '{code}', which every response of this endpoint has")
            : null;
    }

    private static string? Missing(IReadOnlyDictionary<string, string> fields, string path) =>
        !fields.ContainsKey(V2ResultCodes.ReturnCode) ? V2ResultCodes.ReturnCode
        : !fields.ContainsKey(V2ResultCodes.ResultCode) && V2ResultCodes.HasResultCode(path) ? V2ResultCodes.ResultCode
        : null;

    private static bool IsEcho(IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> sent, string name) =>
        Filled(fields, name) is { } value && value == Filled(sent, name);

    private static bool Differs(IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> sent, string name, string? stronger) =>
        Filled(fields, name) is { } value && Filled(sent, name) is { } own && value != own && (stronger is null || Filled(sent, stronger) is null);

    private static string? Filled(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
