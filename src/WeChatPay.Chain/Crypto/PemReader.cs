using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Crypto;

/// <summary>Finds keys and certificates in PEM, base64, or a file.</summary>
internal static partial class PemReader
{
    /// <summary>The name in messages of a text that is not a file.</summary>
    public const string Text = "The text";

    private const string Expected = "PEM, base64, or a path that starts with file:// is expected.";
    private const string Marker = "-----BEGIN ";

    /// <returns>The keys and certificates in order, at least one.</returns>
    /// <exception cref="ArgumentException">The file does not exist, or the text is neither PEM nor base64.</exception>
    public static List<KeyMaterial> Read(string textOrFileUri, string parameter)
    {
        CheckPresent(textOrFileUri, parameter);
        var text = KeyText.Trim(textOrFileUri);
        if (KeyUri.TryRead(text, parameter) is { } material)
        {
            return [material];
        }
        return FileUrl.GetPath(text) is { } file ? ReadFile(file, parameter) : ReadText(text, Text, parameter);
    }

    /// <summary>Reads PEM without interpreting its content.</summary>
    /// <exception cref="ArgumentException">The file does not exist, or the text is not PEM.</exception>
    public static string ReadPem(string textOrFileUri, string parameter)
    {
        CheckPresent(textOrFileUri, parameter);
        var text = KeyText.Trim(textOrFileUri);
        var file = FileUrl.GetPath(text);
        var source = file is null ? Text : $"The file '{file}'";
        var pem = KeyText.Clean(file is null ? text : DecodeText(ReadBytes(file, parameter)));
        if (!pem.Contains(Marker, StringComparison.Ordinal))
        {
            pem = KeyText.Clean(DecodeText(Decode(pem, source, parameter)));
        }
        return pem.Contains(Marker, StringComparison.Ordinal) ? pem : throw new ArgumentException(
            $"{source} is not PEM (\"-----BEGIN …\").", parameter);
    }

    /// <summary>Decodes base64, ignoring white space.</summary>
    public static KeyMaterial ReadBase64(string base64, string parameter)
    {
        CheckPresent(base64, parameter);
        if (base64.Contains(Marker, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                "The text is PEM (\"-----BEGIN …\"); bare base64 is expected here. Use Rsa.From, which reads both.", parameter);
        }
        return ToMaterial(Decode(KeyText.Clean(base64), Text, parameter), Text);
    }

    private static void CheckPresent(string text, string parameter)
    {
        if (text is null)
        {
            throw new ArgumentNullException(parameter, $"The key is null. {Expected}");
        }
        if (string.IsNullOrWhiteSpace(KeyText.Trim(text)))
        {
            throw new ArgumentException($"The key is empty. {Expected}", parameter);
        }
    }

    private static List<KeyMaterial> ReadFile(string file, string parameter)
    {
        var bytes = ReadBytes(file, parameter);
        var source = $"The file '{file}'";
        if (IsDer(bytes))
        {
            return [ToMaterial(bytes, source)];
        }
        var text = DecodeText(bytes);
        return !string.IsNullOrWhiteSpace(KeyText.Trim(text)) ? ReadText(text, source, parameter)
            : throw new ArgumentException(
                $"{source} is empty. Copy the key into it again, and check that it is not read while it is being written.", parameter);
    }

    private static List<KeyMaterial> ReadText(string text, string source, string parameter)
    {
        var clean = KeyText.Clean(text);
        if (!clean.Contains(Marker, StringComparison.Ordinal))
        {
            var bytes = Decode(clean, source, parameter);
            // Environment variables often contain the base64 of a whole file.
            if (bytes.AsSpan().IndexOf("-----BEGIN "u8) < 0)
            {
                return [ToMaterial(bytes, source)];
            }
            clean = KeyText.Clean(DecodeText(bytes));
        }
        var found = ReadBlocks(clean, source);
        return found.Count > 0 ? found : throw new ArgumentException(
            $"{(source == Text ? "The PEM text" : $"{source}, which is PEM,")} is damaged: it has no complete block from \"-----BEGIN "
                + $"…-----\" to the matching \"-----END …-----\".", parameter);
    }

    private static byte[] Decode(string base64, string source, string parameter)
    {
        var der = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, der, out var length) ? der[..length] : throw new ArgumentException(
            $"{source} is neither PEM (\"-----BEGIN …\") nor base64, or part of it is missing. A path must start with file://.",
            parameter);
    }

    private static KeyMaterial ToMaterial(byte[] der, string source) => new(DerReader.GetKind(der), der) { Source = source };

    private static List<KeyMaterial> ReadBlocks(string pem, string source)
    {
        var found = new List<KeyMaterial>();
        if (pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            found.Add(new KeyMaterial(KeyKind.OpenSslEncrypted, [], pem: pem) { Source = source });
        }
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var der = new byte[fields.DecodedDataLength];
            Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out _);
            found.Add(new KeyMaterial(DerReader.GetKind(der), der, rest[fields.Label].ToString()) { Source = source });
        }
        return found;
    }

    private static byte[] ReadBytes(string file, string parameter)
    {
        if (!File.Exists(file) && LooksLikeKey(file))
        {
            throw new ArgumentException(
                "The text after file:// looks like a key and not like a path, so it is not shown. Omit file:// to pass the key itself.",
                parameter);
        }
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArgumentException($"The file '{Path.GetFullPath(file)}' does not exist.", parameter, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ArgumentException($"The file '{file}' cannot be read: {exception.Message}", parameter, exception);
        }
    }

    // A line of a key has 64 characters. Paths hardly ever have so many without a dot, hyphen or underscore.
    private static bool LooksLikeKey(string path) =>
        path.Any(char.IsControl) || path.Contains("-----", StringComparison.Ordinal) || KeyLine().IsMatch(path);

    [GeneratedRegex("[A-Za-z0-9+/=]{64}")]
    private static partial Regex KeyLine();

    // Keys and certificates are longer than 127 bytes, so that their second byte is not ASCII.
    private static bool IsDer(byte[] bytes) => bytes is [0x30, >= 0x80, ..];

    private static string DecodeText(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
