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

    private const int BlockBytes = 16;

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
                    $"The field '{wrong}' of the decrypted req_info does not have its documented form. "
                        + "The ciphertext may have been rearranged.");
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

    // A block that was copied into the number would change it. It is legitimate for a block to occur twice if another field contains the
    // whole number.
    private static bool HasCopiedBlock(string plaintext, string number)
    {
        var bytes = Encoding.UTF8.GetBytes(plaintext);
        var occurrences = FindOccurrences(bytes, Encoding.UTF8.GetBytes(number));
        if (occurrences.Count == 0)
        {
            return true;
        }
        foreach (var occurrence in occurrences)
        {
            var others = occurrences.FindAll(other => other != occurrence);
            var candidates = GetBlocks((0, bytes.Length), bytes.Length).Where(block => !others.Exists(other => Overlaps(block, other)));
            if (GetBlocks(occurrence, bytes.Length).Any(block => candidates.Any(candidate => AreEqual(bytes, block, candidate))))
            {
                return true;
            }
        }
        return false;
    }

    private static List<(int Start, int End)> FindOccurrences(byte[] bytes, byte[] number)
    {
        List<(int Start, int End)> occurrences = [];
        for (var start = 0; bytes.AsSpan(start).IndexOf(number) is >= 0 and var offset; start += offset + 1)
        {
            occurrences.Add((start + offset, start + offset + number.Length));
        }
        return occurrences;
    }

    /// <returns>The start of each complete block that a range overlaps.</returns>
    private static IEnumerable<int> GetBlocks((int Start, int End) range, int length)
    {
        for (var block = range.Start / BlockBytes * BlockBytes; block < range.End && block + BlockBytes <= length; block += BlockBytes)
        {
            yield return block;
        }
    }

    private static bool Overlaps(int block, (int Start, int End) range) => block < range.End && block + BlockBytes > range.Start;

    private static bool AreEqual(byte[] bytes, int block, int other) =>
        block != other && bytes.AsSpan(block, BlockBytes).SequenceEqual(bytes.AsSpan(other, BlockBytes));

    [GeneratedRegex(@"\A[0-9A-Za-z]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlatformNumber();

    [GeneratedRegex(@"\A[0-9A-Za-z_|*@-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MerchantNumber();

    [GeneratedRegex(@"\A[0-9A-Za-z_]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[0-9]{1,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
