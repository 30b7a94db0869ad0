namespace WeChatPay.Chain.Crypto;

/// <summary>
/// Reads the PEM text of keys that are not RSA, or are encrypted in a format that <see cref="Rsa.From"/> does not support.
/// </summary>
public static class PemText
{
    /// <summary>Reads PEM from text or a file, as <see cref="Rsa.From"/> does, without interpreting its content.</summary>
    /// <param name="textOrFileUri">
    /// PEM, the base64 of a whole PEM file, or <c>file://</c> followed by the path of such a file. An escaped <c>\n</c> counts as a line
    /// break. A byte order mark, and quotation marks around the text, are removed.
    /// </param>
    /// <returns>The PEM text with its line breaks restored. At least one line begins with <c>-----BEGIN</c>.</returns>
    /// <exception cref="ArgumentException">The text or the file is missing, empty or not PEM.</exception>
    public static string Read(string textOrFileUri) => PemReader.ReadPem(textOrFileUri, nameof(textOrFileUri));
}
