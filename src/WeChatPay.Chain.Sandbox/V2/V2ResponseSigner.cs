using System.Security.Cryptography;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>Signs the fields of an response as the platform does. What has no fields, such as a bill, has no place for a signature.</summary>
internal sealed class V2ResponseSigner(SandboxIdentity identity)
{
    /// <param name="response">Gets what is missing: the merchant, a nonce, the signature.</param>
    /// <param name="request">Chose the algorithm.</param>
    public void Sign(OutgoingResponse response, SandboxRequest request)
    {
        if (response.Fields is not { } given)
        {
            return;
        }
        List<KeyValuePair<string, string>> fields = [.. given];
        Add(fields, "mch_id", identity.MerchantId);
        Add(fields, "nonce_str", RandomNumberGenerator.GetHexString(32));
        var type = V2Signature.TypeOf(request.Xml) == V2Signature.HmacSha256 ? V2Signature.HmacSha256 : V2Signature.Md5;
        Add(fields, V2Signature.FieldName, V2Signature.Of(fields, type, identity.ApiV2Key)!);
        response.Fields = fields;
    }

    private static void Add(List<KeyValuePair<string, string>> fields, string name, string value)
    {
        if (!fields.Exists(field => field.Key == name))
        {
            fields.Add(KeyValuePair.Create(name, value));
        }
    }
}
