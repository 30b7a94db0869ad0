namespace WeChatPay.Chain.Crypto;

/// <summary>Reads the PEM text of keys that <see cref="Rsa.From"/> does not read, for the code that does.</summary>
public static class PemText
{
    /// <summary>Reads PEM as <see cref="Rsa.From"/> does, without looking at what it holds.</summary>
    /// <param name="textOrFileUri">
    /// PEM, or <c>file://</c> and a path to it. A <c>\n</c> spelled out counts as a line break. Base64 of a whole PEM file is read too; a
    /// byte order mark, and quotation marks around the text, are removed.
    /// </param>
    /// <returns>The text, with its line breaks restored. It has at least one line that begins with <c>-----BEGIN</c>.</returns>
    /// <exception cref="ArgumentException">The text or the file is missing, empty or not PEM.</exception>
    public static string Read(string textOrFileUri) => PemReader.ReadPem(textOrFileUri, nameof(textOrFileUri));
}
