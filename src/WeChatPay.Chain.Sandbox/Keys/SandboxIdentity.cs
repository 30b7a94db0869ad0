using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>The merchant and the platform of one sandbox, with their keys.</summary>
/// <remarks>
/// Every sandbox creates its own keys, although that is slow: a test that verifies with the key of another sandbox must fail.
/// </remarks>
internal sealed class SandboxIdentity : IDisposable
{
    private readonly TimeProvider _timeProvider;

    private SandboxIdentity(RSA merchantKey, RSA platformKey, SandboxOptions options)
    {
        MerchantKey = merchantKey;
        PlatformKey = platformKey;
        CertificatesOnly = options.CertificatesOnly;
        _timeProvider = options.TimeProvider;
    }

    public string MerchantId { get; } = $"19{RandomNumberGenerator.GetString("0123456789", 8)}";

    public string MerchantSerialNumber { get; } = SigningCertificate.CreateSerial();

    public string PublicKeyId { get; } = $"PUB_KEY_ID_{RandomNumberGenerator.GetString("0123456789", 34)}";

    /// <summary>Whether the platform has no certificate.</summary>
    public bool PublicKeyOnly => Certificates.All.Count == 0;

    /// <summary>Whether clients have to download the certificates that they verify with.</summary>
    public bool CertificatesOnly { get; }

    public string ApiV3Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string ApiV2Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The private key of the merchant.</summary>
    public RSA MerchantKey { get; }

    /// <summary>The private key that belongs to the WeChat Pay public key.</summary>
    public RSA PlatformKey { get; }

    public SigningCertificates Certificates { get; } = new();

    /// <summary>The platform's current and former keys, by key ID or serial number.</summary>
    public IReadOnlyDictionary<string, RSA> PublicKeys => Certificates.All
        .Select(certificate => KeyValuePair.Create(certificate.Serial, certificate.Key))
        .Prepend(KeyValuePair.Create(PublicKeyId, PlatformKey))
        .ToDictionary();

    public static async Task<SandboxIdentity> CreateAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        // In parallel, because creating a key takes a tenth of a second or more.
        var merchantKey = Task.Run(CreateKey, cancellationToken);
        var platformKey = Task.Run(CreateKey, cancellationToken);
        var certificateKey = options.PublicKeyOnly ? null : Task.Run(CreateKey, cancellationToken);
        var identity = new SandboxIdentity(
            await merchantKey.ConfigureAwait(false), await platformKey.ConfigureAwait(false), options);
        if (certificateKey is not null)
        {
            identity.Certificates.Add(await certificateKey.ConfigureAwait(false), options.TimeProvider.GetUtcNow().AddDays(-1));
        }
        return identity;
    }

    public SigningCertificate RotateCertificate() => Certificates.Add(CreateKey(), _timeProvider.GetUtcNow());

    public void Configure(WeChatPayClientOptions options, Uri baseAddress)
    {
        options.MerchantId = MerchantId;
        options.MerchantSerialNumber = MerchantSerialNumber;
        options.MerchantPrivateKey = RSA.Create(MerchantKey.ExportParameters(includePrivateParameters: true));
        options.PlatformKeys = CreatePlatformKeys();
        options.ApiV3Key = ApiV3Key;
        options.ApiV2Key = ApiV2Key;
        options.BaseAddress = baseAddress;
        options.TimeProvider = _timeProvider;
    }

    /// <summary>Creates the certificate for calls with the option <c>security</c>. Over HTTP the sandbox never asks for it.</summary>
    public string CreateMerchantCertificatePem()
    {
        var subject = $"CN={MerchantId}, OU=WeChatPay.Chain sandbox";
        var request = new CertificateRequest(subject, MerchantKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var signer = X509SignatureGenerator.CreateForRSA(MerchantKey, RSASignaturePadding.Pkcs1);
        var start = _timeProvider.GetUtcNow().AddDays(-1);
        var serial = Convert.FromHexString(MerchantSerialNumber);
        using var certificate = request.Create(request.SubjectName, signer, start, start.AddYears(5), serial);
        return certificate.ExportCertificatePem();
    }

    /// <summary>Finds the platform's private key by serial number or key ID.</summary>
    /// <returns>The key, or null if the platform has no such key.</returns>
    public RSA? FindPlatformKey(string? serial) => serial == PublicKeyId
        ? PlatformKey
        : Certificates.All.FirstOrDefault(certificate => certificate.Serial.Equals(serial, StringComparison.OrdinalIgnoreCase))?.Key;

    public void Dispose()
    {
        MerchantKey.Dispose();
        PlatformKey.Dispose();
        Certificates.Dispose();
    }

    private PlatformKeys CreatePlatformKeys()
    {
        if (CertificatesOnly)
        {
            return PlatformKeys.FromCertificates();
        }
        var keys = new PlatformKeys();
        foreach (var (serial, key) in PublicKeys)
        {
            keys[serial] = RSA.Create(key.ExportParameters(includePrivateParameters: false));
        }
        return keys;
    }

    private static RSA CreateKey()
    {
        var key = RSA.Create(2048);
        // The key is generated on first use; exporting it generates it on this thread.
        _ = key.ExportParameters(includePrivateParameters: false);
        return key;
    }
}
