using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>The five fields of the <c>Authorization</c> header.</summary>
internal sealed partial record AuthorizationFields(string MerchantId, string SerialNumber, string Timestamp, string Nonce, string Signature)
{
    /// <summary>Parses the header. The fields may be in any order.</summary>
    /// <returns>
    /// The fields, or null if the scheme is different, a field is missing, empty or duplicated, or they are separated by anything but a
    /// comma.
    /// </returns>
    public static AuthorizationFields? Parse(string header)
    {
        var match = Header().Match(header);
        var fields = new Dictionary<string, string>();
        foreach (var (name, value) in match.Groups["name"].Captures.Zip(match.Groups["value"].Captures))
        {
            // The pattern matches exactly five fields, so a duplicate means that another one is missing.
            fields[name.Value] = value.Value;
        }
        return fields.Count == 5
            ? new AuthorizationFields(fields["mchid"], fields["serial_no"], fields["timestamp"], fields["nonce_str"], fields["signature"])
            : null;
    }

    [GeneratedRegex($"^{SignatureHeaders.Scheme} "
        + "(?:(?<name>mchid|serial_no|timestamp|nonce_str|signature)=\"(?<value>[^\"]+)\"(?:,(?!\\z)|\\z)){5}\\z")]
    private static partial Regex Header();
}
