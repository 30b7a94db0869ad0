using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Xml;

namespace WeChatPay.Chain.V2;

/// <summary>
/// Completes the fields of an APIv2 call with a nonce and the signature. The fields are flat and keep the caller's order.
/// </summary>
/// <param name="merchantId">The merchant number of the client.</param>
/// <param name="apiV2Key">The APIv2 key; <see langword="null"/> if it is not configured.</param>
internal sealed class V2Fields(string merchantId, string? apiV2Key)
{
    public const string NonceName = "nonce_str";

    // Each endpoint has one of these names for the merchant number; the first one that is present counts.
    private static readonly string[] _merchantNames = ["mch_id", "mchid", "combine_mch_id"];

    /// <summary>Gets the key that every APIv2 call needs, to sign its request or to verify its response.</summary>
    /// <exception cref="ArgumentException">The key is not configured.</exception>
    public string RequireKey() => apiV2Key ?? throw new ArgumentException(
        "The APIv2 key, which signs and verifies APIv2 calls, is not configured. Set WeChatPayClientOptions.ApiV2Key.", "ApiV2Key");

    /// <param name="fields">The fields that the caller passed.</param>
    /// <param name="option">The name of the option, for messages.</param>
    /// <param name="nonceless">Whether <c>nonce_str</c> is left out.</param>
    /// <exception cref="ArgumentException">
    /// A value is nested, a name occurs twice, the merchant is another one, or the key is not configured.
    /// </exception>
    public IReadOnlyList<KeyValuePair<string, string>> Complete(
        IEnumerable<KeyValuePair<string, object?>> fields, string option, bool nonceless)
    {
        var given = fields.ToList();
        CheckNames(given, option);
        CheckMerchant(given, option);
        var complete = given.ConvertAll(field => KeyValuePair.Create(field.Key, Fields.GetText(field.Value, field.Key, option)));
        CheckAmbiguity(complete, option);
        if (!nonceless)
        {
            AddNonce(complete);
        }
        return V2Signature.Sign(complete, RequireKey());
    }

    /// <exception cref="ArgumentException">
    /// A value could be read as several fields. The message names the field but does not contain the value.
    /// </exception>
    public static void CheckAmbiguity(IEnumerable<KeyValuePair<string, string>> fields, string option)
    {
        if (V2Ambiguity.Find(fields) is not { } ambiguous)
        {
            return;
        }
        throw new ArgumentException(
            ambiguous.Field == ambiguous.Hidden
                ? $"The field '{ambiguous.Field}' contains '&'. APIv2 signs fields as a=1&b=2 without escaping, so the value could be "
                    + "read as several fields. Remove the '&'."
                : $"The field '{ambiguous.Field}' contains '&{ambiguous.Hidden}='. APIv2 signs fields as a=1&b=2 without escaping, so this "
                    + $"part could be read as the field '{ambiguous.Hidden}'. Remove it, or percent-encode it where the field is a URL.",
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
            throw new ArgumentException($"The option '{option}' contains the field '{name}' twice. Pass each field once.", option);
        }
    }

    private void CheckMerchant(List<KeyValuePair<string, object?>> fields, string option)
    {
        var name = Array.Find(_merchantNames, candidate => fields.Exists(field => field.Key == candidate && field.Value is not null))
            ?? throw new ArgumentException(
                $"The option '{option}' does not contain the merchant number. Add mch_id = \"{merchantId}\".", _merchantNames[0]);
        var given = Fields.GetText(fields.Find(field => field.Key == name).Value, name, option);
        // An empty value is left for the platform to judge.
        if (given.Length > 0 && given != merchantId)
        {
            throw new ArgumentException(
                $"The field '{name}' is '{given}', but this client belongs to merchant {merchantId} and cannot sign "
                    + "for another. Use the client of that merchant.",
                name);
        }
    }

    // An empty nonce or signature is a placeholder that keeps the caller's order.
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
