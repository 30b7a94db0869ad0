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
    private const string PemHeader = "-----BEGIN CERTIFICATE-----";

    /// <returns>The certificates of all algorithms that the client supports, including those that are not valid now.</returns>
    /// <exception cref="WeChatPaySignatureException">
    /// An entry is malformed, its serial differs from its certificate's, or no entry has a supported algorithm.
    /// </exception>
    /// <exception cref="WeChatPayDecryptionException">An entry cannot be decrypted with the APIv3 key.</exception>
    public static IReadOnlyList<KnownKey> Read(byte[] body, string apiV3Key, AlgorithmSet algorithms)
    {
        var data = ReadableJson.Parse(body).GetMember("data");
        if (data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0)
        {
            throw Malformed("The response contains no platform certificates in 'data'.");
        }
        var keys = data.EnumerateArray().Select(entry => Read(entry, apiV3Key, algorithms)).OfType<KnownKey>().ToList();
        return keys.Count > 0 ? keys : throw Malformed(
            "The response contains no platform certificate with an RSA key that is encrypted with AEAD_AES_256_GCM; the first of its "
                + $"{data.GetArrayLength()} is encrypted with {DisplayCode.Quote(GetAlgorithm(data[0]))}. SM2 certificates (AEAD_SM4_GCM) "
                + "require the package WeChatPay.Chain.ShangMi.");
    }

    private static string GetAlgorithm(JsonElement entry) => entry.GetMember("encrypt_certificate").GetText("algorithm") ?? "";

    /// <returns><see langword="null"/> for an entry with an unsupported algorithm.</returns>
    private static KnownKey? Read(JsonElement entry, string apiV3Key, AlgorithmSet algorithms)
    {
        if (algorithms.FindCipher(GetAlgorithm(entry)) is not { } cipher)
        {
            return null;
        }
        var serial = entry.GetText("serial_no") ?? "";
        var pem = Decrypt(cipher, entry.GetMember("encrypt_certificate"), apiV3Key);
        if (ReadCertificate(pem, serial, algorithms) is not { } certificate)
        {
            return null;
        }
        if (certificate.Key.FindProblem() is { } problem)
        {
            throw Malformed($"The platform certificate {DisplayCode.Quote(serial)} contains a key that {problem}");
        }
        if (!certificate.SerialNumber.Equals(serial, StringComparison.OrdinalIgnoreCase))
        {
            throw Malformed($"The platform certificate {DisplayCode.Quote(serial)} has the serial {certificate.SerialNumber}.");
        }
        return KnownKey.From(certificate);
    }

    private static string Decrypt(ResourceCipher cipher, JsonElement encrypted, string apiV3Key)
    {
        try
        {
            return cipher.Decrypt(
                encrypted.GetText("ciphertext") ?? "",
                apiV3Key,
                encrypted.GetText("nonce") ?? "",
                encrypted.GetText("associated_data") ?? "");
        }
        catch (WeChatPayDecryptionException exception)
        {
            throw new WeChatPayDecryptionException(
                "The platform certificates cannot be decrypted with WeChatPayClientOptions.ApiV3Key. Set the APIv3 "
                    + "key (APIv3密钥) of this merchant that is set on the merchant platform now.",
                exception);
        }
    }

    private static PlatformCertificate? ReadCertificate(string pem, string serial, AlgorithmSet algorithms)
    {
        // The APIv3 key also decrypts notifications, which contain text that a buyer typed: a certificate inside other text is not
        // accepted.
        if (!pem.AsSpan().TrimStart().StartsWith(PemHeader, StringComparison.Ordinal))
        {
            throw Malformed($"The entry of the platform certificate '{serial}' does not contain a certificate in PEM.");
        }
        try
        {
            return algorithms.ReadCertificate(DecodePem(pem));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw Malformed($"The platform certificate '{serial}' is not an X.509 certificate.", exception);
        }
    }

    private static byte[] DecodePem(string pem) => PemEncoding.TryFind(pem, out var fields)
        ? Convert.FromBase64String(pem[fields.Base64Data])
        : throw new FormatException("The PEM has no end.");

    private static WeChatPaySignatureException Malformed(string message, Exception? innerException = null) =>
        new(SignatureFailure.Malformed, $"{message} The response was discarded.", innerException: innerException);
}
