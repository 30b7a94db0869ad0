using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>A merchant and its platform key, created for this test run.</summary>
internal sealed class TestMerchant(string id, string apiV3Key, string apiV2Key)
{
    public const string PublicKeyId = "PUB_KEY_ID_0119000001092026112100000000000001";

    public static TestMerchant One { get; } = new("1900000109", "0123456789abcdefghijklmnopqrstuv", "vutsrqponmlkjihgfedcba9876543210");

    public static TestMerchant Two { get; } = new("1900000110", "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", "543210ZYXWVUTSRQPONMLKJIHGFEDCBA");

    public string Id => id;

    public string ApiV3Key => apiV3Key;

    public string ApiV2Key => apiV2Key;

    public const string SerialNumber = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C";

    public RSA Key { get; } = RSA.Create(2048);

    public RSA PlatformKey { get; } = RSA.Create(2048);

    /// <summary>The options as configuration keys without a prefix.</summary>
    public Dictionary<string, string?> Configuration => new()
    {
        ["MerchantId"] = id,
        ["MerchantSerialNumber"] = SerialNumber,
        ["MerchantPrivateKey"] = Key.ExportPkcs8PrivateKeyPem(),
        [$"PlatformKeys:{PublicKeyId}"] = PlatformKey.ExportSubjectPublicKeyInfoPem(),
        ["ApiV3Key"] = apiV3Key,
        ["ApiV2Key"] = apiV2Key,
    };

    /// <summary>The options as a section named <c>WeChatPay</c>.</summary>
    public IConfigurationSection Section => new ReloadableConfiguration(Configuration).Section;

    public X509Certificate2 CreateCertificate()
    {
        var request = new CertificateRequest(
            new X500DistinguishedName($"CN={id}"), Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var issuer = X509SignatureGenerator.CreateForRSA(Key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(
            request.SubjectName,
            issuer,
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1),
            Convert.FromHexString(SerialNumber));
        return certificate.CopyWithPrivateKey(Key);
    }

    /// <returns>The serial number and the PEM of a platform certificate.</returns>
    public (string Serial, string Pem) CreatePlatformCertificate(DateTimeOffset expiry)
    {
        var request = new CertificateRequest(
            new X500DistinguishedName("CN=Tenpay.com sign"), PlatformKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        // Without the highest bit, for which the encoding would add a leading zero byte.
        var serial = (byte[])[0x51, .. RandomNumberGenerator.GetBytes(19)];
        using var certificate = request.Create(
            request.SubjectName,
            X509SignatureGenerator.CreateForRSA(PlatformKey, RSASignaturePadding.Pkcs1),
            expiry.AddYears(-5),
            expiry,
            serial);
        return (Convert.ToHexString(serial), certificate.ExportCertificatePem());
    }
}
