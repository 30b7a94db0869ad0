using System.Globalization;
using System.Numerics;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Crypto;

/// <summary>Normalizes and checks the serial numbers of certificates, which tools write in different ways.</summary>
internal static class SerialNumbers
{
    // Certificate authorities assign 64 to 160 bits, the platform 160.
    private const int Shortest = 16;
    private const int Longest = 40;

    private static readonly string[] _prefixes = ["serialNumber=", "serial=", "0x"];

    /// <summary>Converts a serial number to the platform's form, without prefixes, separators and the leading zero byte of DER.</summary>
    public static string Normalize(string serial)
    {
        var digits = string.Concat(
            WithoutPrefix(serial.Trim(' ', '\t', '\r', '\n', '"', '\'')).Where(character => character is not (':' or '-' or ' ')));
        return (digits is ['0', '0', _, ..] ? digits[2..] : digits).ToUpperInvariant();
    }

    /// <returns>The problem and the remedy, to follow the name of an option; null for a valid serial number in either case.</returns>
    public static string? FindProblem(string serial)
    {
        var canonical = Normalize(serial);
        return serial switch
        {
            _ when IsDecimal(canonical) =>
                $"is in decimal ({canonical.Length} digits and no letters), but must be in hexadecimal. Write {ToHexadecimal(canonical)}.",
            // A serial number of the usual length may begin with any byte, including 00.
            _ when IsSerial(canonical) =>
                serial.Equals(canonical, StringComparison.OrdinalIgnoreCase) || (serial.Length == Longest && IsSerial(serial))
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

    // A hexadecimal number of this length hardly ever lacks letters. 32 and 40 digits (128 and 160 bits) are accepted all the same.
    private static bool IsDecimal(string text) => text.Length is > 20 and < 50 and not (32 or Longest) && text.All(char.IsAsciiDigit);

    private static string ToHexadecimal(string text) =>
        Convert.ToHexString(BigInteger.Parse(text, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true));
}
