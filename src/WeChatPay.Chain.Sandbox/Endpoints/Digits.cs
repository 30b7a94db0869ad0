using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>The platform's numbers for what a merchant numbered itself.</summary>
internal static class Digits
{
    /// <summary>The same text gets the same digits, so that a query finds what was paid and examples print the same each time.</summary>
    /// <param name="seed">The merchant's number.</param>
    /// <param name="count">At most 64.</param>
    public static string Of(string seed, int count) =>
        string.Concat(SHA512.HashData(Encoding.UTF8.GetBytes(seed)).Take(count).Select(octet => (char)('0' + (octet % 10))));
}
