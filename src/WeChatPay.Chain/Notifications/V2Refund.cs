using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.V2;

namespace WeChatPay.Chain.Notifications;

/// <summary>
/// Decrypts the <c>req_info</c> of a refund notification. Only the platform and the merchant can encrypt it, but its mode (AES-ECB) allows
/// anyone to rearrange and copy its blocks of 16 bytes. Any result that could change the numbers is rejected.
/// </summary>
internal static partial class V2Refund
{
    public const string Status = "refund_status";

    private const int Block = 16;

    // With the documented maximum lengths, which a copied block would exceed.
    private static readonly (Regex Form, string[] Names)[] _forms =
    [
        (PlatformNumber(), ["refund_id", "transaction_id"]),
        (MerchantNumber(), ["out_refund_no", "out_trade_no"]),
        (Word(), [Status]),
        (Amount(), ["total_fee", "refund_fee", "settlement_total_fee", "settlement_refund_fee", "cash_refund_fee"]),
    ];

    /// <exception cref="WeChatPayDecryptionException">The key cannot decrypt it.</exception>
    /// <exception cref="FormatException">The decrypted text is not a refund.</exception>
    public static Dictionary<string, string> Decrypt(string reqInfo, string apiV2Key)
    {
        // The AES key is the text of the hexadecimal hash of the APIv2 key.
        var plaintext = AesEcb.Decrypt(reqInfo, Hash.Md5(apiV2Key));
        var fields = V2ResponseCheck.ReadFlatFields(plaintext);
        if (GetNumber(fields) is not { Value.Length: > 0 } number || fields.GetValueOrDefault(Status, "").Length == 0)
        {
            throw new FormatException($"The decrypted req_info has no '{Status}', or neither 'refund_id' nor 'out_refund_no'.");
        }
        foreach (var (form, names) in _forms)
        {
            if (Array.Find(names, name => fields.GetValueOrDefault(name) is { Length: > 0 } value && !form.IsMatch(value)) is { } wrong)
            {
                throw new FormatException(
                    $"The field '{wrong}' of the decrypted req_info does not have its documented form. The "
                        + "ciphertext may have been rearranged.");
            }
        }
        if (HasCopiedBlock(plaintext, number.Value))
        {
            throw new FormatException(
                $"The decrypted req_info contains a block twice, once within '{number.Name}'. The ciphertext may have been rearranged.");
        }
        return fields;
    }

    /// <summary>Gets the number that identifies the refund: the platform's, or else the merchant's.</summary>
    public static (string Name, string Value) GetNumber(IReadOnlyDictionary<string, string> fields) =>
        fields.GetValueOrDefault("refund_id") is { Length: > 0 } id
            ? ("refund_id", id)
            : ("out_refund_no", fields.GetValueOrDefault("out_refund_no", ""));

    // A block from elsewhere within the number would change it. A block that occurs twice because another field contains the whole number
    // is legitimate.
    private static bool HasCopiedBlock(string plaintext, string number)
    {
        var bytes = Encoding.UTF8.GetBytes(plaintext);
        var places = FindPlaces(bytes, Encoding.UTF8.GetBytes(number));
        return places.Count == 0 || places.Exists(place => GetBlocks(place, bytes.Length)
            .Any(block => GetBlocks((0, bytes.Length), bytes.Length)
                .Where(other => other != block && !places.Exists(another => another != place && Overlaps(other, another)))
                .Any(other => bytes.AsSpan(other, Block).SequenceEqual(bytes.AsSpan(block, Block)))));
    }

    private static List<(int Start, int End)> FindPlaces(byte[] bytes, byte[] number)
    {
        List<(int Start, int End)> places = [];
        for (var start = 0; bytes.AsSpan(start).IndexOf(number) is >= 0 and var next; start += next + 1)
        {
            places.Add((start + next, start + next + number.Length));
        }
        return places;
    }

    private static IEnumerable<int> GetBlocks((int Start, int End) place, int length)
    {
        for (var block = place.Start / Block * Block; block < place.End && block + Block <= length; block += Block)
        {
            yield return block;
        }
    }

    private static bool Overlaps(int block, (int Start, int End) place) => block < place.End && block + Block > place.Start;

    [GeneratedRegex(@"\A[0-9A-Za-z]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlatformNumber();

    [GeneratedRegex(@"\A[0-9A-Za-z_|*@-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MerchantNumber();

    [GeneratedRegex(@"\A[0-9A-Za-z_]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[0-9]{1,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
