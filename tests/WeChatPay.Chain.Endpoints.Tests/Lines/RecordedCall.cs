using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Endpoints.Tests.Lines;

/// <summary>A request as it left the process, without what differs from call to call.</summary>
internal static partial class RecordedCall
{
    public const string MerchantId = "1900000109";

    public const string PlatformSerial = "PUB_KEY_ID_0114232134912410000000000000";

    /// <summary>Describes the request: method, URL, headers and body, with nonces, signatures, boundaries and ciphertexts masked.</summary>
    public static async Task<string> DescribeAsync(HttpRequestMessage request)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri!.AbsoluteUri}");
        foreach (var header in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).OrderBy(header => header.Key))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{header.Key}: {string.Join(", ", header.Value)}");
        }
        if (request.Content is not null)
        {
            text.Append(await request.Content.ReadAsStringAsync());
        }
        return Mask(text.ToString());
    }

    private static string Mask(string text)
    {
        text = Authorization().Replace(text, "Authorization: ***");
        text = Boundary().Replace(text, "boundary");
        text = Ciphertext().Replace(text, "ciphertext");
        text = EncodedCiphertext().Replace(text, "ciphertext");
        text = V2Random().Replace(text, "<$1>***<");
        return V2QueryRandom().Replace(text, "$1=***");
    }

    [GeneratedRegex("^Authorization: .*$", RegexOptions.Multiline)]
    private static partial Regex Authorization();

    [GeneratedRegex("(?<=boundary=\"?|--)[0-9A-Za-z-]{8,}")]
    private static partial Regex Boundary();

    [GeneratedRegex("[0-9A-Za-z+/]{342}==")]
    private static partial Regex Ciphertext();

    [GeneratedRegex("(?:[0-9A-Za-z]|%2B|%2F){342}%3D%3D")]
    private static partial Regex EncodedCiphertext();

    [GeneratedRegex("(nonce_str|sign)=[0-9A-Za-z]{32,}")]
    private static partial Regex V2QueryRandom();

    [GeneratedRegex("<(nonce_str|sign)>[^<]*<")]
    private static partial Regex V2Random();
}
