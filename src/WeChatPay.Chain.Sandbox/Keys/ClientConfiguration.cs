using System.Security.Cryptography;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>Writes the options of a client of the sandbox as the configuration that <c>AddWeChatPay</c> reads.</summary>
internal static class ClientConfiguration
{
    // Not null: an empty value hides that of an earlier source, and counts as missing.
    private const string Missing = "";

    public static IReadOnlyDictionary<string, string?> Of(SandboxIdentity identity, Uri baseAddress, string section)
    {
        var values = new Dictionary<string, string?>
        {
            ["MerchantId"] = identity.MerchantId,
            ["MerchantSerialNumber"] = identity.MerchantSerialNumber,
            ["MerchantPrivateKey"] = identity.MerchantKey.ExportPkcs8PrivateKeyPem(),
            ["DownloadPlatformCertificates"] = identity.CertificatesOnly ? "true" : "false",
            ["ApiV3Key"] = identity.ApiV3Key,
            ["ApiV2Key"] = identity.ApiV2Key,
            ["MerchantCertificate"] = identity.CreateMerchantCertificatePem(),
            ["MerchantCertificatePassword"] = Missing,
            ["BaseAddress"] = baseAddress.AbsoluteUri,
            // A retry must not leave the sandbox.
            ["Resilience:BackupAddress"] = Missing,
        };
        AddPlatformKeys(values, identity);
        return values.ToDictionary(value => section.Length == 0 ? value.Key : $"{section}:{value.Key}", value => value.Value);
    }

    private static void AddPlatformKeys(Dictionary<string, string?> values, SandboxIdentity identity)
    {
        var keys = identity.CertificatesOnly ? new Dictionary<string, RSA>() : identity.PublicKeys;
        // Chooses these keys among all that the configuration has: the files of the others may be on another machine. A comma chooses none.
        values["PlatformKeys"] = keys.Count == 0 ? "," : string.Join(',', keys.Keys);
        foreach (var (serial, key) in keys)
        {
            values[$"PlatformKeys:{serial}"] = key.ExportSubjectPublicKeyInfoPem();
        }
    }
}
