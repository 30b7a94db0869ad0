using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>
/// Verifies a statement (CSV), which is signed through its SHA-1 digest: the signature covers the digest, the digest covers the file.
/// </summary>
internal sealed class StatementDigest
{
    private readonly string _sha1;
    private readonly SignatureHeaders _headers;

    private StatementDigest(string sha1, SignatureHeaders headers)
    {
        _sha1 = sha1;
        _headers = headers;
    }

    /// <summary>The text that the platform signs instead of the file.</summary>
    public string SignedBody => $"{{\"sha1\":\"{_sha1}\"}}";

    /// <returns><see langword="null"/> if the response is not a statement, or if the signature covers its body as usual.</returns>
    public static StatementDigest? From(string path, HttpResponseMessage response) =>
        SignatureHeaders.GetFirst(response.Headers, WeChatPayHeaders.StatementSha1) is { } sha1 && IsStatement(path)
            ? new StatementDigest(sha1, SignatureHeaders.From(response.Headers))
            : null;

    /// <param name="content">The file, plain or compressed with gzip. The digest covers the plain text.</param>
    /// <exception cref="WeChatPaySignatureException">The file does not match the digest, or cannot be decompressed.</exception>
    public void Check(Stream content)
    {
        byte[] digest;
        try
        {
            using var plain = Gzip.Begins(content) ? new StrictGzipStream(content, leaveOpen: true) : null;
            digest = ComputeDigest(plain ?? content);
        }
        catch (InvalidDataException exception)
        {
            throw Mismatch("The statement cannot be decompressed.", exception);
        }
        if (!CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(digest)), Encoding.UTF8.GetBytes(_sha1.ToLowerInvariant())))
        {
            throw Mismatch($"The statement does not match the digest that the platform signed ({WeChatPayHeaders.StatementSha1}).", null);
        }
    }

#pragma warning disable CA5350 // The platform's choice of digest; the RSA signature over it is what authenticates.
    private static byte[] ComputeDigest(Stream stream) => SHA1.HashData(stream);
#pragma warning restore CA5350

    private WeChatPaySignatureException Mismatch(string message, Exception? innerException) => new(
        SignatureFailure.Mismatch,
        message + " Discard it and request it again.",
        _headers.Serial,
        _headers.RequestId,
        outcomeUnknown: true,
        innerException);

    private static bool IsStatement(string path) =>
        path.Equals("/hk/v3/statements", StringComparison.OrdinalIgnoreCase)
        || path.Equals("/v3/global/statements", StringComparison.OrdinalIgnoreCase);
}
