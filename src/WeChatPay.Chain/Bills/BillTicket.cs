using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Bills;

/// <summary>The URL and digest of a file on the platform, and its key if it is encrypted.</summary>
internal sealed class BillTicket
{
    private const int Sm4KeyBytes = 16;

    private readonly AlgorithmSet _algorithms;
    private readonly string _template;
    private readonly string _digest;
    private readonly string _hashType;
    private readonly string? _requestId;
    private readonly string _nonce;

    /// <param name="json">The JSON object of a verified response that describes the file.</param>
    /// <param name="algorithms">Creates the digest and the decryptor.</param>
    /// <param name="template">The endpoint, for messages.</param>
    /// <param name="requestId">The <c>Request-ID</c> of the response, if any.</param>
    /// <exception cref="WeChatPaySignatureException">The object does not name a file, or a supported digest.</exception>
    public BillTicket(JsonElement json, AlgorithmSet algorithms, string template, string? requestId)
    {
        _algorithms = algorithms;
        _template = template;
        _requestId = requestId;
        // Coupon files have 'url'.
        DownloadUrl = Text(json, "download_url") ?? Text(json, "url") ?? throw Missing("download_url");
        _digest = Text(json, "hash_value") ?? throw Missing("hash_value");
        _hashType = Text(json, "hash_type") ?? throw Missing("hash_type");
        EncryptKey = Text(json, "encrypt_key");
        _nonce = EncryptKey is null ? "" : Text(json, "nonce") ?? throw Missing("nonce");
        // Rejects an unknown digest before a file is downloaded.
        CreateDigest().Dispose();
    }

    /// <summary>The URL of the file. It contains a token, so it must not appear in messages.</summary>
    public string DownloadUrl { get; }

    /// <summary>The key of the file, encrypted for the merchant, or null if the file is not encrypted.</summary>
    public string? EncryptKey { get; }

    /// <exception cref="WeChatPaySignatureException">The digest does not match.</exception>
    public void Check(byte[] digest)
    {
        if (!Hash.Equals(Convert.ToHexStringLower(digest), _digest.ToLowerInvariant()))
        {
            throw Mismatch("does not have the digest that the platform named (hash_value)", null);
        }
    }

    /// <summary>Creates the exception for a file that is not the bill.</summary>
    public WeChatPaySignatureException Mismatch(string seen, Exception? innerException) => new(
        SignatureFailure.Mismatch,
        $"The bill of GET {_template} {seen}: it was altered or cut off in transit. Nothing was saved; request it again.",
        requestId: _requestId,
        innerException: innerException);

    /// <summary>Creates the exception for an encrypted file that cannot be decrypted.</summary>
    public WeChatPayDecryptionException DecryptionFailure(string seen, Exception? innerException = null) =>
        WeChatPayException.RecordOutcome(
            new WeChatPayDecryptionException($"The encrypted bill of GET {_template} {seen} Nothing was saved.", innerException),
            outcomeUnknown: false);

    /// <summary>Creates the decryptor of the encrypted file.</summary>
    /// <param name="key">The decrypted key of the file.</param>
    /// <exception cref="WeChatPayDecryptionException">No algorithm of the client has keys of this length.</exception>
    public FileDecryptor CreateDecryptor(byte[] key) =>
        _algorithms.CreateFileDecryptor(key, Encoding.UTF8.GetBytes(_nonce)) ?? throw DecryptionFailure(key.Length == Sm4KeyBytes
            ? $"has a key of {key.Length} bytes, as for SM4_GCM, which requires the package WeChatPay.Chain.ShangMi. "
                + "Request AEAD_AES_256_GCM instead."
            : $"has a key of {key.Length} bytes; AEAD_AES_256_GCM requires 32.");

    /// <summary>Creates the hash algorithm for the decrypted, decompressed file.</summary>
    public HashAlgorithm CreateDigest() =>
        _algorithms.CreateDigest(_hashType.ToUpperInvariant()) ?? throw Malformed(
            $"names a digest of the type '{DisplayText.From(_hashType)}'; SHA1 and SHA256 are supported, and SM3 with the package "
            + "WeChatPay.Chain.ShangMi. Nothing was downloaded.");

    private WeChatPaySignatureException Missing(string name) => Malformed(
        $"has no '{name}', so it does not name a bill that can be verified. The bill may not have been generated yet. "
        + "The response must have hash_type, hash_value and download_url, as that of v3/bill/tradebill does.");

    private WeChatPaySignatureException Malformed(string problem) =>
        new(SignatureFailure.Malformed, $"The response to GET {_template} {problem}", requestId: _requestId);

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
