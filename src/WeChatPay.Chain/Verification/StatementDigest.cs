using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>A statement (CSV) is signed through its SHA1: the signature covers the digest, the digest covers the file.</summary>
internal sealed partial class StatementDigest
{
    private readonly string _sha1;
    private readonly SignatureHeaders _headers;

    private StatementDigest(string sha1, SignatureHeaders headers)
    {
        _sha1 = sha1;
        _headers = headers;
    }

    /// <summary>The text that the platform signs in place of the file.</summary>
    public string SignedBody => $"{{\"sha1\":\"{_sha1}\"}}";

    /// <returns>Null when the answer is no statement, or is signed over its body like any other.</returns>
    public static StatementDigest? Of(string path, HttpResponseMessage response) =>
        SignatureHeaders.First(response.Headers, WeChatPayHeaders.StatementSha1) is { } sha1 && Path().IsMatch(path)
            ? new StatementDigest(sha1, SignatureHeaders.Of(response.Headers))
            : null;

    /// <param name="content">The file, plain or gzipped; the digest is that of the plain text.</param>
    /// <exception cref="WeChatPaySignatureException">The file is another one, or cannot be unpacked.</exception>
    public void Check(Stream content)
    {
        byte[] digest;
        try
        {
            using var plain = Gzip.Begins(content) ? new StrictGzipStream(content, leaveOpen: true) : null;
            digest = DigestOf(plain ?? content);
        }
        catch (InvalidDataException exception)
        {
            throw Mismatch("The statement cannot be unpacked.", exception);
        }
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest)), Encoding.UTF8.GetBytes(_sha1.ToLowerInvariant())))
        {
            throw Mismatch($"The statement is not the file whose digest the platform signed ({WeChatPayHeaders.StatementSha1}).", null);
        }
    }

#pragma warning disable CA5350 // The platform's choice of digest; the RSA signature over it is what authenticates.
    private static byte[] DigestOf(Stream stream) => SHA1.HashData(stream);
#pragma warning restore CA5350

    private WeChatPaySignatureException Mismatch(string message, Exception? innerException) => new(
        SignatureFailure.Mismatch, message + " Discard it and ask again.", _headers.Serial, _headers.RequestId, outcomeUnknown: true, innerException);

    [GeneratedRegex(@"\A/(?:hk/v3/statements|v3/global/statements)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
