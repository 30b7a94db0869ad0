using System.Security.Cryptography;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>Writes the options of a sandbox client as the configuration that <c>AddWeChatPay</c> reads.</summary>
internal static class ClientConfiguration
{
    // Not null: an empty value overrides that of an earlier source, and counts as not set.
    private const string NotSet = "";

    public static IReadOnlyDictionary<string, string?> Create(SandboxIdentity identity, Uri baseAddress, string section)
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
            ["MerchantCertificatePassword"] = NotSet,
            ["BaseAddress"] = baseAddress.AbsoluteUri,
            // Otherwise a retry would go to the real platform.
            ["Resilience:BackupAddress"] = NotSet,
        };
        AddPlatformKeys(values, identity);
        return values.ToDictionary(value => section.Length == 0 ? value.Key : $"{section}:{value.Key}", value => value.Value);
    }

    private static void AddPlatformKeys(Dictionary<string, string?> values, SandboxIdentity identity)
    {
        var keys = identity.CertificatesOnly ? new Dictionary<string, RSA>() : identity.PublicKeys;
        // The list selects these keys and ignores those of other sources, whose files may be missing on this machine. A comma selects none.
        values["PlatformKeys"] = keys.Count == 0 ? "," : string.Join(',', keys.Keys);
        foreach (var (serial, key) in keys)
        {
            values[$"PlatformKeys:{serial}"] = key.ExportSubjectPublicKeyInfoPem();
        }
    }
}
