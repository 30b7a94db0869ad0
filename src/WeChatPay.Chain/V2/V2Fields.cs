using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Xml;

namespace WeChatPay.Chain.V2;

/// <summary>The fields of an APIv2 call: flat, in the caller's order, completed by a nonce and the signature.</summary>
/// <param name="merchantId">Whose calls these are.</param>
/// <param name="apiV2Key">Signs; null when the client has none.</param>
internal sealed class V2Fields(string merchantId, string? apiV2Key)
{
    public const string NonceName = "nonce_str";

    // The platform's endpoints call the merchant number by one of these; the first that is there counts.
    private static readonly string[] _merchantNames = ["mch_id", "mchid", "combine_mch_id"];

    /// <summary>Every APIv2 call needs the key: what it does not sign itself, it verifies with it.</summary>
    /// <exception cref="ArgumentException">The client has none.</exception>
    public string RequireKey() => apiV2Key ?? throw new ArgumentException(
        "An APIv2 call is signed and verified with the APIv2 key, and none is configured. Set WeChatPayClientOptions.ApiV2Key.", "ApiV2Key");

    /// <param name="fields">What the caller gave.</param>
    /// <param name="option">Where the caller gave it, for messages.</param>
    /// <param name="nonceless">Whether <c>nonce_str</c> is left out.</param>
    /// <exception cref="ArgumentException">A value is nested, a name comes twice, the merchant is another one, or the key is missing.</exception>
    public IReadOnlyList<KeyValuePair<string, string>> Complete(IEnumerable<KeyValuePair<string, object?>> fields, string option, bool nonceless)
    {
        var given = fields.ToList();
        CheckNames(given, option);
        CheckMerchant(given, option);
        var complete = given.ConvertAll(field => KeyValuePair.Create(field.Key, Fields.GetText(field.Value, field.Key, option)));
        CheckBoundaries(complete, option);
        if (!nonceless)
        {
            AddNonce(complete);
        }
        return V2Signature.Sign(complete, RequireKey());
    }

    /// <exception cref="ArgumentException">A value could be read as several fields; the message names the field, and does not show the value.</exception>
    public static void CheckBoundaries(IEnumerable<KeyValuePair<string, string>> fields, string option)
    {
        if (V2Boundaries.FindBlurred(fields) is not { } blurred)
        {
            return;
        }
        throw new ArgumentException(
            blurred.Field == blurred.Hidden
                ? $"The field '{blurred.Field}' contains '&'. APIv2 signs fields as a=1&b=2 without escaping, so the value could be read as several fields. "
                    + "Remove the '&'."
                : $"The field '{blurred.Field}' contains '&{blurred.Hidden}='. APIv2 signs fields as a=1&b=2 without escaping, so this part could be read as "
                    + $"the field '{blurred.Hidden}'. Remove it, or percent-encode it where the field is a URL.",
            option);
    }

    private static void CheckNames(List<KeyValuePair<string, object?>> fields, string option)
    {
        foreach (var (given, _) in fields)
        {
            XmlFieldWriter.CheckName(given, option);
        }
        if (fields.GroupBy(field => field.Key).FirstOrDefault(group => group.Count() > 1)?.Key is { } name)
        {
            throw new ArgumentException($"The option '{option}' names the field '{name}' twice; a signature covers one value of a name.", option);
        }
    }

    private void CheckMerchant(List<KeyValuePair<string, object?>> fields, string option)
    {
        var name = Array.Find(_merchantNames, candidate => fields.Exists(field => field.Key == candidate && field.Value is not null))
            ?? throw new ArgumentException($"The option '{option}' names no merchant. Add mch_id = \"{merchantId}\".", _merchantNames[0]);
        var given = Fields.GetText(fields.Find(field => field.Key == name).Value, name, option);
        // An empty one is left to the platform's judgement, as a template that is still to be filled in.
        if (given.Length > 0 && given != merchantId)
        {
            throw new ArgumentException($"The field '{name}' is '{given}', but this client is merchant {merchantId}: its key cannot sign for another. Use that merchant's client.", name);
        }
    }

    // An empty one is a place left for it, as an empty signature is.
    private static void AddNonce(List<KeyValuePair<string, string>> fields)
    {
        var place = fields.FindIndex(field => field.Key == NonceName);
        if (place < 0)
        {
            fields.Add(KeyValuePair.Create(NonceName, Nonce.Create()));
        }
        else if (fields[place].Value.Length == 0)
        {
            fields[place] = KeyValuePair.Create(NonceName, Nonce.Create());
        }
    }
}
