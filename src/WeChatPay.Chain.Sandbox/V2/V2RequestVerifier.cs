using WeChatPay.Chain.Sandbox.Keys;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>Verifies the merchant and the signature of an APIv2 request as the platform does.</summary>
internal sealed class V2RequestVerifier(SandboxIdentity identity)
{
    private static readonly string[] _merchantFields = ["mch_id", "mchid", "combine_mch_id"];

    /// <summary>Verifies a request and, if its signature is valid, sets its merchant.</summary>
    /// <returns>The platform's error response, which has status code 200, or null if the request is valid.</returns>
    public SandboxResponse? Verify(SandboxRequest request)
    {
        if (request.Xml.Count == 0)
        {
            return V2Errors.CreateReturnError("XML格式错误");
        }
        if (!IsFromMerchant(request.Xml) || !IsSigned(request.Xml))
        {
            return V2Errors.CreateReturnError("签名错误");
        }
        request.MerchantId = identity.MerchantId;
        return null;
    }

    private bool IsFromMerchant(IReadOnlyDictionary<string, string> fields) =>
        _merchantFields.FirstOrDefault(fields.ContainsKey) is { } name && fields[name] == identity.MerchantId;

    private bool IsSigned(IReadOnlyDictionary<string, string> fields) =>
        V2Signature.Compute(fields, V2Signature.GetSignType(fields), identity.ApiV2Key) is { } signature
        && fields.GetValueOrDefault(V2Signature.FieldName) == signature;
}
