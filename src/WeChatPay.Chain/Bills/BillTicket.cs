using System.Security.Cryptography;
using System.Text.Json;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Bills;

/// <summary>Where the platform has a file, the digest that proves it, and what opens it where it is encrypted.</summary>
internal sealed class BillTicket
{
    private readonly AlgorithmSet _algorithms;
    private readonly string _template;
    private readonly string _digest;
    private readonly string _hashType;
    private readonly string? _requestId;

    /// <param name="json">The object that names the file, of a verified response.</param>
    /// <param name="algorithms">Create the digest.</param>
    /// <param name="template">The endpoint, for messages.</param>
    /// <param name="requestId">That of the response; null when there was none.</param>
    /// <exception cref="WeChatPaySignatureException">It names no file, or no digest that is supported.</exception>
    public BillTicket(JsonElement json, AlgorithmSet algorithms, string template, string? requestId)
    {
        _algorithms = algorithms;
        _template = template;
        _requestId = requestId;
        // Files of coupons are under 'url'.
        DownloadUrl = Text(json, "download_url") ?? Text(json, "url") ?? throw Missing("download_url");
        _digest = Text(json, "hash_value") ?? throw Missing("hash_value");
        _hashType = Text(json, "hash_type") ?? throw Missing("hash_type");
        EncryptKey = Text(json, "encrypt_key");
        Nonce = EncryptKey is null ? "" : Text(json, "nonce") ?? throw Missing("nonce");
        // An unknown digest is refused before any file is downloaded.
        CreateDigest().Dispose();
    }

    /// <summary>Carries a token, so it is no part of any message.</summary>
    public string DownloadUrl { get; }

    /// <summary>The key of the file, encrypted for the merchant; null for a file that is not encrypted.</summary>
    public string? EncryptKey { get; }

    /// <summary>The nonce of the encryption, as text; empty for a file that is not encrypted.</summary>
    public string Nonce { get; }

    /// <exception cref="WeChatPaySignatureException">It is the digest of another file.</exception>
    public void Check(byte[] digest)
    {
        if (!Hash.Equals(Convert.ToHexStringLower(digest), _digest.ToLowerInvariant()))
        {
            throw Mismatch("does not have the digest that the platform named (hash_value)", null);
        }
    }

    /// <summary>What to say of a file that cannot be the bill.</summary>
    public WeChatPaySignatureException Mismatch(string seen, Exception? innerException) => new(
        SignatureFailure.Mismatch,
        $"The bill of GET {_template} {seen}: it was altered or cut off in transit. Nothing was saved; request it again.",
        requestId: _requestId,
        innerException: innerException);

    /// <summary>What to say of an encrypted file that does not open.</summary>
    public WeChatPayDecryptionException DecryptionFailure(string seen, Exception? innerException = null) => WeChatPayException.RecordOutcome(
        new WeChatPayDecryptionException($"The encrypted bill of GET {_template} {seen} Nothing was saved.", innerException),
        outcomeUnknown: false);

    /// <summary>Creates what the digest of the plain, unpacked file is computed with.</summary>
    public HashAlgorithm CreateDigest() =>
        _algorithms.CreateDigest(_hashType.ToUpperInvariant()) ?? throw Malformed(
            $"names a digest of the type '{PlainText.From(_hashType)}'; SHA1 and SHA256 are supported, and SM3 with the package "
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
