using System.Text.RegularExpressions;

namespace WeChatPay.Chain.BouncyCastle;

/// <summary>Finds the encrypted block in a text, and checks that its key type and its cipher are supported.</summary>
internal static partial class LegacyPemBlock
{
    private const string RsaLabel = "RSA PRIVATE KEY";

    /// <summary>Whether a text contains an encrypted block, intact or damaged.</summary>
    public static bool IsIn(string pem) => pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal);

    /// <summary>The labels of the blocks in a text, for messages.</summary>
    public static string GetLabels(string pem) =>
        string.Join(", ", BeginLine().Matches(pem).Select(begin => $"\"{begin.Groups["label"].Value}\"").Distinct());

    /// <returns>The block, from its BEGIN line to its END line.</returns>
    /// <exception cref="ArgumentException">The block is damaged, or its key type or its cipher is not supported.</exception>
    public static string Find(string pem, string parameter)
    {
        var block = Block().Match(pem);
        if (!block.Success)
        {
            throw new ArgumentException(
                "The encrypted PEM block is damaged. It must consist of \"-----BEGIN …-----\", \"Proc-Type: 4,ENCRYPTED\", "
                + "\"DEK-Info: …\", an empty line, base64 and \"-----END …-----\".",
                parameter);
        }
        // Checked before Bouncy Castle decodes the block, so that less of an untrusted file is parsed.
        if (block.Groups["label"].Value is not RsaLabel and var label)
        {
            throw new ArgumentException(
                $"The text contains an encrypted \"{label}\". It must be an \"{RsaLabel}\", such as the merchant's apiclient_key.pem.",
                parameter);
        }
        var cipher = block.Groups["cipher"].Value;
        var vector = block.Groups["vector"].Length;
        var expected = cipher switch
        {
            "AES-128-CBC" or "AES-192-CBC" or "AES-256-CBC" => 32,
            "DES-EDE3-CBC" => 16,
            _ => throw new ArgumentException(
                $"The private key is encrypted with '{cipher}'. It must be AES-128-CBC, AES-192-CBC, AES-256-CBC or DES-EDE3-CBC. "
                + "Convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out apiclient_key.pem",
                parameter),
        };
        if (vector != expected)
        {
            throw new ArgumentException(
                $"The encrypted PEM block is damaged: \"DEK-Info: {cipher}\" must have {expected} hexadecimal digits (was {vector}).",
                parameter);
        }
        return block.Value;
    }

    // The order of the headers is fixed, as in OpenSSL.
    [GeneratedRegex(
        @"-----BEGIN (?<label>[A-Z ]+)-----[ \t]*\r?\nProc-Type: 4,ENCRYPTED[ \t]*\r?\n"
        + @"DEK-Info: (?<cipher>[A-Za-z0-9-]{1,32}),(?<vector>[0-9A-Fa-f]*)[ \t]*\r?\n[ \t]*\r?\n[A-Za-z0-9+/=\s]+-----END \k<label>-----",
        RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex("-----BEGIN (?<label>[A-Z0-9 ]{1,40})-----", RegexOptions.CultureInvariant)]
    private static partial Regex BeginLine();
}
