using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using WeChatPay.Chain.Wire;
using AesGcm = WeChatPay.Chain.Crypto.AesGcm;

namespace WeChatPay.Chain.Keys;

/// <summary>Opens the answer of <c>v3/certificates</c>. What it holds is proved by the APIv3 key, that it is the platform's answer of now by its signature alone.</summary>
internal static class CertificateAnswer
{
    private const string Algorithm = "AEAD_AES_256_GCM";
    private const string PemBeginning = "-----BEGIN CERTIFICATE-----";

    /// <returns>Every certificate with an RSA key, also one that is not valid now. Those of other algorithms, such as SM2, are left out.</returns>
    /// <exception cref="WeChatPaySignatureException">An entry has another form or another serial than the platform's have, or no entry is for RSA.</exception>
    /// <exception cref="WeChatPayDecryptionException">An entry does not open with the APIv3 key.</exception>
    public static IReadOnlyList<PlatformKey> Read(byte[] body, string apiV3Key)
    {
        var data = Member(ReadableJson.Parse(body), "data");
        if (data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0)
        {
            throw Malformed("The response lists no platform certificates in 'data'.");
        }
        var entries = data.EnumerateArray().Where(entry => AlgorithmOf(entry) == Algorithm).ToList();
        var keys = entries.Select(entry => Read(entry, apiV3Key)).OfType<PlatformKey>().ToList();
        return keys.Count > 0 ? keys : throw Malformed(
            $"The response lists no platform certificate with an RSA key that is encrypted with {Algorithm}; the first of its "
            + $"{data.GetArrayLength()} is encrypted with {PlainWord.Quoted(AlgorithmOf(data[0]))}. SM2 certificates (AEAD_SM4_GCM) need the package "
            + "WeChatPay.Chain.ShangMi.");
    }

    private static string AlgorithmOf(JsonElement entry) => Text(Member(entry, "encrypt_certificate"), "algorithm");

    /// <returns>Null for a certificate with another kind of key.</returns>
    private static PlatformKey? Read(JsonElement entry, string apiV3Key)
    {
        var serial = Text(entry, "serial_no");
        using var certificate = Certificate(Open(Member(entry, "encrypt_certificate"), apiV3Key), serial);
        var key = PlatformKey.Of(certificate);
        if (key is not null && KeyChecks.IsTooShort(key.Key))
        {
            throw Malformed(
                $"The platform certificate '{serial}' holds a key of {key.Key.KeySize} bits; the platform's have at least 2048.");
        }
        return key is null || key.Serial.Equals(serial, StringComparison.OrdinalIgnoreCase)
            ? key
            : throw Malformed($"The platform certificate '{serial}' has the serial {key.Serial}.");
    }

    private static string Open(JsonElement encrypted, string apiV3Key)
    {
        try
        {
            return AesGcm.Decrypt(Text(encrypted, "ciphertext"), apiV3Key, Text(encrypted, "nonce"), Text(encrypted, "associated_data"));
        }
        catch (WeChatPayDecryptionException exception)
        {
            throw new WeChatPayDecryptionException(
                "The platform certificates do not open with WeChatPayClientOptions.ApiV3Key. Set the APIv3 key (APIv3密钥) of this merchant as it stands on the merchant platform now.", exception);
        }
    }

    private static X509Certificate2 Certificate(string pem, string serial)
    {
        // The APIv3 key opens notifications too, whose text is partly what a buyer wrote: a certificate within other text is none.
        if (!pem.AsSpan().TrimStart().StartsWith(PemBeginning, StringComparison.Ordinal))
        {
            throw Malformed($"The entry of the platform certificate '{serial}' holds something else than a certificate in PEM.");
        }
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw Malformed($"The platform certificate '{serial}' is no X.509 certificate.", exception);
        }
    }

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static string Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static WeChatPaySignatureException Malformed(string message, Exception? innerException = null) =>
        new(SignatureFailure.Malformed, $"{message} None of the answer is used.", innerException: innerException);
}
