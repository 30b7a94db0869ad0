using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>Creates the numbers that the platform assigns, such as transaction IDs.</summary>
internal static class Digits
{
    /// <summary>Derives digits from the merchant's number.</summary>
    /// <remarks>The same number yields the same digits, so examples print the same output each time.</remarks>
    /// <param name="seed">The merchant's number.</param>
    /// <param name="count">The number of digits, at most 64.</param>
    public static string From(string seed, int count) =>
        string.Concat(SHA512.HashData(Encoding.UTF8.GetBytes(seed)).Take(count).Select(octet => (char)('0' + (octet % 10))));
}
