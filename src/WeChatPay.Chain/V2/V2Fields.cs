using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.V2;

/// <summary>The fields of an APIv2 call: flat, in the caller's order, completed by a nonce and the signature.</summary>
internal static class V2Fields
{
    private const string NonceName = "nonce_str";
    private const string Option = "xml";

    // The platform's endpoints call the merchant number by one of these; the first that is there counts.
    private static readonly string[] _merchantNames = ["mch_id", "mchid", "combine_mch_id"];

    /// <param name="fields">The option <c>xml</c>.</param>
    /// <param name="nonceless">Whether <c>nonce_str</c> is left out.</param>
    /// <param name="merchantId">Whose call it must be.</param>
    /// <param name="apiV2Key">Signs; null when the client has none.</param>
    /// <exception cref="ArgumentException">A value is nested, the merchant is another one, or the key is missing.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Complete(object fields, bool nonceless, string merchantId, string? apiV2Key)
    {
        if (apiV2Key is null)
        {
            throw new ArgumentException("An APIv2 call is signed with the APIv2 key, and none is configured. Set WeChatPayClientOptions.ApiV2Key.", nameof(WeChatPayClientOptions.ApiV2Key));
        }
        var complete = Fields.Of(fields, Option).Select(field => KeyValuePair.Create(field.Key, Fields.TextOf(field.Value, field.Key, Option))).ToList();
        CheckMerchant(complete, merchantId);
        if (!nonceless && !complete.Exists(field => field.Key == NonceName))
        {
            complete.Add(KeyValuePair.Create(NonceName, Nonce.Create()));
        }
        return V2Signature.Sign(complete, apiV2Key);
    }

    private static void CheckMerchant(List<KeyValuePair<string, string>> fields, string merchantId)
    {
        var name = Array.Find(_merchantNames, candidate => fields.Exists(field => field.Key == candidate))
            ?? throw new ArgumentException($"The option 'xml' names no merchant. Add mch_id = \"{merchantId}\".", _merchantNames[0]);
        var given = fields.Find(field => field.Key == name).Value;
        // An empty one is left to the platform's judgement, as a template that is still to be filled in.
        if (given.Length > 0 && given != merchantId)
        {
            throw new ArgumentException($"The field '{name}' is '{given}', but this client is merchant {merchantId}: its key cannot sign for another. Use that merchant's client.", name);
        }
    }
}
