using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Verification;

/// <summary>The few endpoints whose successful answers the platform does not sign: they stream files.</summary>
internal static partial class UnsignedResponses
{
    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool Includes(string path) => Pattern().IsMatch(path);

    // Compared with the whole path: a pattern that matched a part of it would let other answers through unverified.
    [GeneratedRegex(
        @"\A(?:(?:/hk)?/v3/billdownload/file"
        + @"|/v3/(?:global/)?merchant-service/images/(?!upload\z)[^/]+"
        + @"|/v3/new-tax-control-fapiao/download"
        + @"|/v3/transferdownload/(?:elecvoucherfile|signfile))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
