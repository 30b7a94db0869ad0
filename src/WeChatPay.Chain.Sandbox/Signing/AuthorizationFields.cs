using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>The five fields of <c>Authorization</c>, in whatever order they were sent.</summary>
internal sealed partial record AuthorizationFields(string MerchantId, string SerialNumber, string Timestamp, string Nonce, string Signature)
{
    /// <returns>Null for another scheme, and for anything but each field once, not empty, with nothing between or after them but a comma.</returns>
    public static AuthorizationFields? Read(string header)
    {
        var match = Header().Match(header);
        var fields = new Dictionary<string, string>();
        foreach (var (name, value) in match.Groups["name"].Captures.Zip(match.Groups["value"].Captures))
        {
            // Of five, a doubled one leaves another out.
            fields[name.Value] = value.Value;
        }
        return fields.Count == 5
            ? new AuthorizationFields(fields["mchid"], fields["serial_no"], fields["timestamp"], fields["nonce_str"], fields["signature"])
            : null;
    }

    [GeneratedRegex($"^{SignatureHeaders.Scheme} (?:(?<name>mchid|serial_no|timestamp|nonce_str|signature)=\"(?<value>[^\"]+)\"(?:,(?!\\z)|\\z)){{5}}\\z")]
    private static partial Regex Header();
}
