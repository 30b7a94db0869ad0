using System.Text.RegularExpressions;

namespace WeChatPay.Chain.BouncyCastle;

/// <summary>Finds the encrypted block in a text, and sees that its key and its cipher are of a kind that is read here.</summary>
internal static partial class LegacyPemBlock
{
    private const string RsaLabel = "RSA PRIVATE KEY";

    /// <summary>Whether a text has such a block, be it intact or damaged.</summary>
    public static bool IsIn(string pem) => pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal);

    /// <summary>What a text holds, for a message: <c>"PUBLIC KEY"</c>.</summary>
    public static string LabelsIn(string pem) => string.Join(", ", Begin().Matches(pem).Select(begin => $"\"{begin.Groups["label"].Value}\"").Distinct());

    /// <returns>The block, from its first line to its last.</returns>
    /// <exception cref="ArgumentException">The block is cut, its headers are damaged, or its key or its cipher is of another kind.</exception>
    public static string Find(string pem, string parameter)
    {
        var block = Block().Match(pem);
        if (!block.Success)
        {
            throw new ArgumentException(
                "The encrypted PEM block is damaged: \"-----BEGIN …-----\", \"Proc-Type: 4,ENCRYPTED\", \"DEK-Info: …\", an empty line, base64 and \"-----END …-----\" are expected.", parameter);
        }
        // Another kind of key is refused before Bouncy Castle decodes it: less of a hostile file is read.
        if (block.Groups["label"].Value is not RsaLabel and var label)
        {
            throw new ArgumentException(
                $"The text holds an encrypted \"{label}\", which is not RSA. \"{RsaLabel}\" is expected, such as the merchant's apiclient_key.pem.", parameter);
        }
        var cipher = block.Groups["cipher"].Value;
        var vector = block.Groups["vector"].Length;
        var expected = cipher switch
        {
            "AES-128-CBC" or "AES-192-CBC" or "AES-256-CBC" => 32,
            "DES-EDE3-CBC" => 16,
            _ => throw new ArgumentException(
                $"The private key is encrypted with '{cipher}'; AES-128-CBC, AES-192-CBC, AES-256-CBC and DES-EDE3-CBC are read here. Convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out apiclient_key.pem",
                parameter),
        };
        if (vector != expected)
        {
            throw new ArgumentException($"The encrypted PEM block is damaged: \"DEK-Info: {cipher}\" is followed by {vector} hexadecimal digits, not by {expected}.", parameter);
        }
        return block.Value;
    }

    // Headers in their usual order, which OpenSSL itself insists on.
    [GeneratedRegex(
        @"-----BEGIN (?<label>[A-Z ]+)-----[ \t]*\r?\nProc-Type: 4,ENCRYPTED[ \t]*\r?\nDEK-Info: (?<cipher>[A-Za-z0-9-]{1,32}),(?<vector>[0-9A-Fa-f]*)[ \t]*\r?\n[ \t]*\r?\n[A-Za-z0-9+/=\s]+-----END \k<label>-----",
        RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex("-----BEGIN (?<label>[A-Z0-9 ]{1,40})-----", RegexOptions.CultureInvariant)]
    private static partial Regex Begin();
}
