using FsCheck;
using FsCheck.Fluent;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>Keys and similar texts are read, or rejected without being shown.</summary>
internal static class PemProperties
{
    // A match of this length cannot be a coincidence.
    private const int ShownCharacters = 16;

    // A path is shown, and so may be a piece of a key that is handed over as one.
    private const int ShownOfAPath = 64;

    // Behind the head of an encrypted key, which says how many rounds the password is worth: an altered number may be worth hours.
    private const int EncryptedHead = 150;

    private static readonly Gen<string> _pieces = Gen.OneOf(
        Texts.Broken,
        Gen.Elements(
            "-----", "-----BEGIN ", "-----END ", "PRIVATE KEY-----", "RSA ", "\n", "\r\n", "\\n", "=", "MII", "Proc-Type: 4,ENCRYPTED\n",
            "DEK-Info: AES-128-CBC,00\n", "file://", "private.pkcs1://", "public.spki://"),
        Gen.Elements(FuzzKeys.All));

    private static readonly Gen<string> _prefixes = Gen.Frequency(
        (8, Gen.Constant("")),
        (1, Gen.Elements(
            "file://", "FILE://", "private.pkcs1://", "private.pkcs8://", "public.pkcs1://", "public.spki://", "\uFEFF", " ")));

    private static readonly Gen<string> _texts = Gen.OneOf(
        Texts.Mutated(Gen.Elements(FuzzKeys.All), _pieces),
        Texts.Mutated(Gen.Elements(FuzzKeys.All).Select(Body), _pieces),
        from prefix in _prefixes from text in Texts.Mutated(Gen.Elements(FuzzKeys.All), _pieces) select prefix + text,
        from prefix in _prefixes from text in Texts.Mutated(Gen.Elements(FuzzKeys.All).Select(Body), _pieces) select prefix + text,
        Texts.Joined(_pieces));

    private static readonly Gen<string> _structures =
        from pem in Gen.Elements(FuzzKeys.All.Except([FuzzKeys.OldEncryptedPkcs1]).ToArray())
        from changes in Gen.Choose(1, 4)
        from places in Gen.ArrayOf(Gen.Choose(0, int.MaxValue), changes)
        from octets in Gen.ArrayOf(Gen.Choose(0, 255), changes)
        select Convert.ToBase64String(Altered(Convert.FromBase64String(Body(pem)), places, octets));

    private static readonly Gen<string> _encrypted =
        from text in Texts.Mutated(Gen.Constant(FuzzKeys.EncryptedPkcs8[EncryptedHead..]), Gen.Elements("A", "=", "\n", "-----", "+/"))
        select FuzzKeys.EncryptedPkcs8[..EncryptedHead] + text;

    private static readonly HashSet<string> _windows = [.. FuzzKeys.All.SelectMany(pem =>
        Windows(Body(pem), ShownCharacters).Concat(Windows(Body(pem), ShownOfAPath)))];

    public static IEnumerable<FuzzProperty> All =>
    [
        FuzzProperty.Of("RsaFrom_AnyText_IsReadOrRejectedAndNotShown", _texts, text => IsReadOrRejected(text, password: null)),
        FuzzProperty.Of("RsaFrom_AnyStructure_IsReadOrRejectedAndNotShown", _structures, text => IsReadOrRejected(text, password: null)),
        FuzzProperty.Of(
            "RsaFrom_AnyEncryptedKey_IsReadOrRejectedAndNotShown",
            _encrypted.Zip(Gen.OneOf(Gen.Constant(FuzzKeys.Password), Texts.Broken)),
            input => IsReadOrRejected(input.Item1, input.Item2)),
    ];

    /// <summary>Whether an exception shows something of the key in a text.</summary>
    public static bool Shows(Exception exception, string text) =>
        Windows($"{exception}", text.StartsWith("file://", StringComparison.OrdinalIgnoreCase) ? ShownOfAPath : ShownCharacters)
            .Any(_windows.Contains);

    private static bool IsReadOrRejected(string text, string? password) =>
        IsReadOrRejected(text, KeyType.Private, password) && IsReadOrRejected(text, KeyType.Public, password);

    private static bool IsReadOrRejected(string text, KeyType type, string? password)
    {
        try
        {
            using var key = Rsa.From(text, type, password);
            return key.KeySize > 0;
        }
        catch (Exception exception) when (exception is ArgumentException or WeChatPayDecryptionException)
        {
            return !Shows(exception, text);
        }
    }

    private static string Body(string pem) =>
        string.Concat(pem.Split('\n').Where(line => !line.StartsWith('-') && !line.Contains(':', StringComparison.Ordinal)));

    private static IEnumerable<string> Windows(string text, int length) =>
        Enumerable.Range(0, Math.Max(0, text.Length - length + 1)).Select(start => text.Substring(start, length));

    private static byte[] Altered(byte[] der, int[] places, int[] octets)
    {
        foreach (var (place, octet) in places.Zip(octets))
        {
            // Mostly in front, where the structure is.
            der[place % (place % 2 == 0 ? Math.Min(40, der.Length) : der.Length)] = (byte)octet;
        }
        return der;
    }
}
