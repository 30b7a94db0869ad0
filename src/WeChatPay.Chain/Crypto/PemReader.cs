using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Crypto;

/// <summary>Finds keys and certificates in what a user hands over: PEM text, bare base64, or a <c>file://</c> path to either.</summary>
internal static partial class PemReader
{
    private const string Marker = "-----BEGIN ";

    /// <returns>What was found, in order; at least one.</returns>
    /// <exception cref="ArgumentException">There is no such file, or the text is neither PEM nor base64.</exception>
    public static List<KeyMaterial> Read(string textOrFileUri, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(textOrFileUri, parameter);
        if (KeyUri.TryRead(textOrFileUri, parameter) is { } material)
        {
            return [material];
        }
        if (FileUrl.PathOf(textOrFileUri) is not { } file)
        {
            return ReadText(textOrFileUri, parameter);
        }
        var bytes = ReadFile(file, parameter);
        return IsDer(bytes) ? [new KeyMaterial(DerReader.KindOf(bytes), bytes)] : ReadText(TextOf(bytes), parameter);
    }

    /// <summary>Decodes base64; white space in it does not matter.</summary>
    public static KeyMaterial ReadBase64(string base64, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(base64, parameter);
        var der = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, der, out var length))
        {
            throw new ArgumentException(
                "The text is neither PEM (\"-----BEGIN …\") nor base64, or part of it is missing. A path is written with file:// in front.", parameter);
        }
        Array.Resize(ref der, length);
        return new KeyMaterial(DerReader.KindOf(der), der);
    }

    private static List<KeyMaterial> ReadText(string text, string parameter)
    {
        if (!text.Contains(Marker, StringComparison.Ordinal))
        {
            return [ReadBase64(text, parameter)];
        }
        // An environment variable often carries a PEM on one line, with \n spelled out.
        var pem = text.Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);
        var found = Blocks(pem);
        return found.Count > 0 ? found : throw new ArgumentException(
            "The PEM text is damaged: no block is complete from \"-----BEGIN …-----\" to the \"-----END …-----\" of the same name.", parameter);
    }

    private static List<KeyMaterial> Blocks(string pem)
    {
        var found = new List<KeyMaterial>();
        if (pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            found.Add(new KeyMaterial(KeyKind.OpenSslEncrypted, [], pem: pem));
        }
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var der = new byte[fields.DecodedDataLength];
            Convert.TryFromBase64Chars(rest[fields.Base64Data], der, out _);
            found.Add(new KeyMaterial(DerReader.KindOf(der), der, rest[fields.Label].ToString()));
        }
        return found;
    }

    private static byte[] ReadFile(string file, string parameter)
    {
        if (!File.Exists(file) && LooksLikeAKey(file))
        {
            throw new ArgumentException("What follows file:// looks like a key and not like a path, so it is not shown. Leave file:// out to hand over the key itself.", parameter);
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

    // A line of a key has 64 characters; a path has them in a row only without any dot, hyphen or underscore.
    private static bool LooksLikeAKey(string path) =>
        path.Any(char.IsControl) || path.Contains("-----", StringComparison.Ordinal) || LineOfAKey().IsMatch(path);

    [GeneratedRegex("[A-Za-z0-9+/=]{64}")]
    private static partial Regex LineOfAKey();

    // Keys and certificates are longer than 127 bytes, so their second byte is no character of a text.
    private static bool IsDer(byte[] bytes) => bytes is [0x30, >= 0x80, ..];

    private static string TextOf(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
