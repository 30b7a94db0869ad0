using System.Security.Cryptography;
using System.Text.Json;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Certificates;

/// <summary>
/// Decrypts the response of <c>v3/certificates</c>. Decryption with the APIv3 key authenticates the certificates; only the signature proves
/// that the response is current.
/// </summary>
internal static class CertificateResponse
{
    private const string PemBeginning = "-----BEGIN CERTIFICATE-----";

    /// <returns>The certificates of all algorithms that the client supports, including those that are not valid now.</returns>
    /// <exception cref="WeChatPaySignatureException">
    /// An entry is malformed, its serial differs from its certificate's, or no entry has a supported algorithm.
    /// </exception>
    /// <exception cref="WeChatPayDecryptionException">An entry cannot be decrypted with the APIv3 key.</exception>
    public static IReadOnlyList<KnownKey> Read(byte[] body, string apiV3Key, AlgorithmSet algorithms)
    {
        var data = Member(ReadableJson.Parse(body), "data");
        if (data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0)
        {
            throw Malformed("The response contains no platform certificates in 'data'.");
        }
        var keys = data.EnumerateArray().Select(entry => Read(entry, apiV3Key, algorithms)).OfType<KnownKey>().ToList();
        return keys.Count > 0 ? keys : throw Malformed(
            "The response contains no platform certificate with an RSA key that is encrypted with AEAD_AES_256_GCM; the first of its "
            + $"{data.GetArrayLength()} is encrypted with {PlainWord.Quote(AlgorithmOf(data[0]))}. SM2 "
            + "certificates (AEAD_SM4_GCM) require the package WeChatPay.Chain.ShangMi.");
    }

    private static string AlgorithmOf(JsonElement entry) => Text(Member(entry, "encrypt_certificate"), "algorithm");

    /// <returns><see langword="null"/> for an entry with an unsupported algorithm.</returns>
    private static KnownKey? Read(JsonElement entry, string apiV3Key, AlgorithmSet algorithms)
    {
        if (algorithms.FindCipher(AlgorithmOf(entry)) is not { } cipher)
        {
            return null;
        }
        var serial = Text(entry, "serial_no");
        var certificate = Certificate(Open(cipher, Member(entry, "encrypt_certificate"), apiV3Key), serial, algorithms);
        if (certificate?.Key.FindProblem() is { } problem)
        {
            throw Malformed($"The platform certificate {PlainWord.Quote(serial)} contains a key that {problem}");
        }
        return certificate is null ? null
            : certificate.SerialNumber.Equals(serial, StringComparison.OrdinalIgnoreCase) ? KnownKey.From(certificate)
            : throw Malformed($"The platform certificate {PlainWord.Quote(serial)} has the serial {certificate.SerialNumber}.");
    }

    private static string Open(ResourceCipher cipher, JsonElement encrypted, string apiV3Key)
    {
        try
        {
            return cipher.Decrypt(Text(encrypted, "ciphertext"), apiV3Key, Text(encrypted, "nonce"), Text(encrypted, "associated_data"));
        }
        catch (WeChatPayDecryptionException exception)
        {
            throw new WeChatPayDecryptionException(
                "The platform certificates cannot be decrypted with WeChatPayClientOptions.ApiV3Key. Set the APIv3 "
                    + "key (APIv3密钥) of this merchant that is set on the merchant platform now.",
                exception);
        }
    }

    private static PlatformCertificate? Certificate(string pem, string serial, AlgorithmSet algorithms)
    {
        // The APIv3 key also decrypts notifications, which contain text that a buyer typed: a certificate inside other text is not
        // accepted.
        if (!pem.AsSpan().TrimStart().StartsWith(PemBeginning, StringComparison.Ordinal))
        {
            throw Malformed($"The entry of the platform certificate '{serial}' does not contain a certificate in PEM.");
        }
        try
        {
            return algorithms.ReadCertificate(DerOf(pem));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw Malformed($"The platform certificate '{serial}' is not an X.509 certificate.", exception);
        }
    }

    private static byte[] DerOf(string pem) => PemEncoding.TryFind(pem, out var fields)
        ? Convert.FromBase64String(pem[fields.Base64Data])
        : throw new FormatException("The PEM has no end.");

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static WeChatPaySignatureException Malformed(string message, Exception? innerException = null) =>
        new(SignatureFailure.Malformed, $"{message} The response was discarded.", innerException: innerException);
}
