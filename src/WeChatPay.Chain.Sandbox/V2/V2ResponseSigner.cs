using System.Security.Cryptography;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>Signs the fields of an APIv2 response as the platform does. A response without fields, such as a bill, is not signed.</summary>
internal sealed class V2ResponseSigner(SandboxIdentity identity)
{
    /// <param name="response">The response, to which the merchant, a nonce and the signature are added unless it has them.</param>
    /// <param name="request">The request, whose <c>sign_type</c> is used.</param>
    public void Sign(OutgoingResponse response, SandboxRequest request)
    {
        if (response.Fields is not { } given)
        {
            return;
        }
        List<KeyValuePair<string, string>> fields = [.. given];
        AddIfMissing(fields, "mch_id", identity.MerchantId);
        AddIfMissing(fields, "nonce_str", RandomNumberGenerator.GetHexString(32));
        var type = V2Signature.GetSignType(request.Xml) == V2Signature.HmacSha256 ? V2Signature.HmacSha256 : V2Signature.Md5;
        AddIfMissing(fields, V2Signature.FieldName, V2Signature.Compute(fields, type, identity.ApiV2Key)!);
        response.SetFields(fields);
    }

    private static void AddIfMissing(List<KeyValuePair<string, string>> fields, string name, string value)
    {
        if (!fields.Exists(field => field.Key == name))
        {
            fields.Add(KeyValuePair.Create(name, value));
        }
    }
}
