using System.Text.RegularExpressions;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Verification;

/// <summary>
/// The responses that are accepted without a signature: files that the platform does not sign, and calls with the option <c>unsigned</c>.
/// </summary>
internal static partial class UnsignedResponses
{
    /// <param name="request">The call.</param>
    /// <param name="headers">The signature headers of its response.</param>
    public static bool Include(CallRequest request, SignatureHeaders headers) =>
        Include(request.Method, request.Uri.AbsolutePath) || (request.Unsigned && !headers.HasAny);

    /// <param name="method">The HTTP method. The response to any method but GET is signed.</param>
    /// <param name="path">The whole path of the request, without its query, as it is sent.</param>
    public static bool Include(HttpMethod method, string path) =>
        method == HttpMethod.Get && IsUnsignedFile(path);

    private static bool IsUnsignedFile(string path) => Pattern().IsMatch(Uri.UnescapeDataString(path));

    // Compared with the whole path: a pattern that matched a part of it would let other responses through unverified. The ID of an
    // image is base64, so it may have slashes; with dot segments it would be the path of another endpoint.
    [GeneratedRegex(
        @"\A(?:(?:/hk)?/v3/billdownload/file"
        + @"|/v3/(?:global/)?merchant-service/images/(?!upload\z)(?!(?:[^/]*/)*\.\.?(?:/|\z))[^\x00-\x1F]+"
        + @"|/v3/new-tax-control-fapiao/download"
        + @"|/v3/transferdownload/(?:elecvoucherfile|signfile))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
