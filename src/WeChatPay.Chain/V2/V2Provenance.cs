using WeChatPay.Chain.Errors;
using WeChatPay.Chain.Signing;

namespace WeChatPay.Chain.V2;

/// <summary>
/// Checks whether signed fields are the response to this request. The same key signs requests and other responses, so a valid signature
/// does not prove that.
/// </summary>
internal static class V2Provenance
{
    // The platform ignores the number on the left if the one on the right was sent.
    private static readonly (string Name, string? Stronger)[] _echoed =
    [
        ("mch_id", null), ("mchid", null), ("combine_mch_id", null), ("sub_mch_id", null),
        ("transaction_id", null), ("out_trade_no", "transaction_id"),
        ("refund_id", null), ("out_refund_no", "refund_id"),
        ("combine_out_trade_no", null), ("contract_id", null),
    ];

    /// <param name="fields">The fields of the response, whose signature is valid.</param>
    /// <param name="sent">The fields of the request.</param>
    /// <param name="path">The whole path of the request, without its query.</param>
    /// <returns>Why the fields are not the response, as the end of a sentence; <see langword="null"/> if no problem was found.</returns>
    public static (SignatureFailure Reason, string Problem)? FindProblem(
        IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> sent, string path)
    {
        if (V2Ambiguity.Find(fields) is { } ambiguous)
        {
            return (
                SignatureFailure.Malformed,
                $"has a value that could be read as the field '{ambiguous.Hidden}', so its signature is ambiguous");
        }
        if (IsEcho(fields, sent, V2Fields.NonceName) || IsEcho(fields, sent, V2Signature.FieldName))
        {
            return (SignatureFailure.Mismatch, "has the nonce or the signature of the request, so it is an echo of the request");
        }
        if (GetFilled(fields, "interface_url") is not null)
        {
            return (SignatureFailure.Mismatch, "is a report that a merchant sent (payitil/report), not a response");
        }
        if (Array.Find(_echoed, echoed => Differs(fields, sent, echoed.Name, echoed.Stronger)).Name is { } name)
        {
            return (SignatureFailure.Mismatch, $"has another '{name}' than the request, so it is the response to another call");
        }
        return FindMissing(fields, path) is { } code
            ? (SignatureFailure.Malformed, $"is signed but lacks '{code}', which every response of this endpoint contains")
            : null;
    }

    private static string? FindMissing(IReadOnlyDictionary<string, string> fields, string path)
    {
        if (!fields.ContainsKey(V2ResultCodes.ReturnCode))
        {
            return V2ResultCodes.ReturnCode;
        }
        return !fields.ContainsKey(V2ResultCodes.ResultCode) && V2ResultCodes.HasResultCode(path) ? V2ResultCodes.ResultCode : null;
    }

    private static bool IsEcho(IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> sent, string name) =>
        GetFilled(fields, name) is { } value && value == GetFilled(sent, name);

    private static bool Differs(
        IReadOnlyDictionary<string, string> fields, IReadOnlyDictionary<string, string> sent, string name, string? stronger) =>
        GetFilled(fields, name) is { } value
        && GetFilled(sent, name) is { } own
        && value != own
        && (stronger is null || GetFilled(sent, stronger) is null);

    private static string? GetFilled(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
