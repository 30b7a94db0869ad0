using System.Globalization;
using System.Numerics;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Crypto;

/// <summary>The serial numbers of certificates as the platform writes them, and as tools and people do.</summary>
internal static class SerialNumbers
{
    // 64 bits are the least that a certificate authority may give, 160 the most; the platform's have 160.
    private const int Shortest = 16;
    private const int Longest = 40;

    private static readonly string[] _prefixes = ["serialNumber=", "serial=", "0x"];

    /// <summary>The same number as the platform writes it: without prefixes, separators and the zero byte that DER puts in front.</summary>
    public static string Normalize(string serial)
    {
        var digits = string.Concat(
            WithoutPrefix(serial.Trim(' ', '\t', '\r', '\n', '"', '\'')).Where(character => character is not (':' or '-' or ' ')));
        return (digits is ['0', '0', _, ..] ? digits[2..] : digits).ToUpperInvariant();
    }

    /// <returns>What is wrong and what to do, as words behind the name of an option; null for a serial number, whatever its case.</returns>
    public static string? FindProblem(string serial)
    {
        var canonical = Normalize(serial);
        return serial switch
        {
            _ when IsDecimal(canonical) =>
                $"is in decimal ({canonical.Length} digits and no letters), but must be in hexadecimal. Write {ToHexadecimal(canonical)}.",
            // Of the usual length it may begin with any byte.
            _ when IsSerial(canonical) => serial.Equals(canonical, StringComparison.OrdinalIgnoreCase) || (serial.Length == Longest && IsSerial(serial))
                ? null
                : $"must consist of hexadecimal digits only, without separators, prefixes or a leading 00. Write {canonical}.",
            _ when StrayCharacter.Find(serial, char.IsAsciiHexDigit) is { } stray =>
                $"is not hexadecimal: it {stray}. Only 0 to 9 and A to F are allowed, without separators or prefixes.",
            _ => $"must have {Shortest} to {Longest} hexadecimal digits, usually {Longest} (was {serial.Length}). Check that it was copied "
                + "completely.",
        };
    }

    private static string WithoutPrefix(string serial) =>
        Array.Find(_prefixes, prefix => serial.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } found
            ? serial[found.Length..] : serial;

    private static bool IsSerial(string text) => text.Length is >= Shortest and <= Longest && text.All(char.IsAsciiHexDigit);

    // A hexadecimal number of so many digits hardly ever has no letter. The lengths of whole ones, 128 and 160 bits, are left alone.
    private static bool IsDecimal(string text) => text.Length is > 20 and < 50 and not (32 or Longest) && text.All(char.IsAsciiDigit);

    private static string ToHexadecimal(string text) =>
        Convert.ToHexString(BigInteger.Parse(text, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true));
}
