using WeChatPay.Chain.Sandbox.Keys;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>Checks an APIv2 request as the platform does: whose it is, and that this merchant's key signed it.</summary>
internal sealed class V2RequestVerifier(SandboxIdentity identity)
{
    private static readonly string[] _merchantNames = ["mch_id", "mchid", "combine_mch_id"];

    /// <returns>Null when the request is signed; otherwise the platform's response, which has status 200.</returns>
    public SandboxResponse? Refuse(SandboxRequest request)
    {
        if (request.Xml.Count == 0)
        {
            return V2Errors.Of("XML格式错误");
        }
        request.V2MerchantId = IsOfThisMerchant(request.Xml) && IsSigned(request.Xml) ? identity.MerchantId : null;
        return request.V2MerchantId is null ? V2Errors.Of("签名错误") : null;
    }

    private bool IsOfThisMerchant(IReadOnlyDictionary<string, string> fields) =>
        _merchantNames.FirstOrDefault(fields.ContainsKey) is { } name && fields[name] == identity.MerchantId;

    private bool IsSigned(IReadOnlyDictionary<string, string> fields) =>
        V2Signature.Of(fields, V2Signature.TypeOf(fields), identity.ApiV2Key) is { } signature && fields.GetValueOrDefault(V2Signature.FieldName) == signature;
}
