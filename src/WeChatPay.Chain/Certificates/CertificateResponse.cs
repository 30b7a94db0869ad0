using System.Security.Cryptography;
using System.Text.Json;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Json;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Certificates;

/// <summary>Opens the answer of <c>v3/certificates</c>. What it holds is proved by the APIv3 key, that it is the platform's answer of now by its signature alone.</summary>
internal static class CertificateResponse
{
    private const string PemBeginning = "-----BEGIN CERTIFICATE-----";

    /// <returns>Every certificate of an algorithm that the client has, also one that is not valid now. The others are left out.</returns>
    /// <exception cref="WeChatPaySignatureException">An entry has another form or another serial than the platform's have, or no entry is of such an algorithm.</exception>
    /// <exception cref="WeChatPayDecryptionException">An entry does not open with the APIv3 key.</exception>
    public static IReadOnlyList<KnownKey> Read(byte[] body, string apiV3Key, AlgorithmSet algorithms)
    {
        var data = Member(ReadableJson.Parse(body), "data");
        if (data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0)
        {
            throw Malformed("The response lists no platform certificates in 'data'.");
        }
        var keys = data.EnumerateArray().Select(entry => Read(entry, apiV3Key, algorithms)).OfType<KnownKey>().ToList();
        return keys.Count > 0 ? keys : throw Malformed(
            "The response lists no platform certificate with an RSA key that is encrypted with AEAD_AES_256_GCM; the first of its "
            + $"{data.GetArrayLength()} is encrypted with {PlainWord.Quote(AlgorithmOf(data[0]))}. SM2 certificates (AEAD_SM4_GCM) need the package "
            + "WeChatPay.Chain.ShangMi.");
    }

    private static string AlgorithmOf(JsonElement entry) => Text(Member(entry, "encrypt_certificate"), "algorithm");

    /// <returns>Null for an entry of an algorithm that the client does not have.</returns>
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
            throw Malformed($"The platform certificate {PlainWord.Quote(serial)} holds a key that {problem}");
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
                "The platform certificates do not open with WeChatPayClientOptions.ApiV3Key. Set the APIv3 key (APIv3密钥) of this merchant as it stands on the merchant platform now.", exception);
        }
    }

    private static PlatformCertificate? Certificate(string pem, string serial, AlgorithmSet algorithms)
    {
        // The APIv3 key opens notifications too, whose text is partly what a buyer wrote: a certificate within other text is none.
        if (!pem.AsSpan().TrimStart().StartsWith(PemBeginning, StringComparison.Ordinal))
        {
            throw Malformed($"The entry of the platform certificate '{serial}' holds something else than a certificate in PEM.");
        }
        try
        {
            return algorithms.ReadCertificate(DerOf(pem));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw Malformed($"The platform certificate '{serial}' is no X.509 certificate.", exception);
        }
    }

    private static byte[] DerOf(string pem) => PemEncoding.TryFind(pem, out var fields)
        ? Convert.FromBase64String(pem[fields.Base64Data])
        : throw new FormatException("The PEM has no end.");

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static WeChatPaySignatureException Malformed(string message, Exception? innerException = null) =>
        new(SignatureFailure.Malformed, $"{message} None of the answer is used.", innerException: innerException);
}
