using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>The merchant and the platform of one sandbox, with keys that exist as long as it does.</summary>
/// <remarks>
/// No sandbox shares a key with another, though making them takes time: a test that puts another sandbox's key under this one's serial
/// expects the signature to be wrong.
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

    // A certificate's serial does not begin with a zero byte.
    public string MerchantSerialNumber { get; } = RandomNumberGenerator.GetString("1234567", 1) + RandomNumberGenerator.GetHexString(39);

    public string PublicKeyId { get; } = $"PUB_KEY_ID_{RandomNumberGenerator.GetString("0123456789", 34)}";

    /// <summary>Whether the merchant knows no certificate of the platform's.</summary>
    public bool PublicKeyOnly => Certificates.All.Count == 0;

    /// <summary>Whether the merchant has to download what it verifies with.</summary>
    public bool CertificatesOnly { get; }

    public string ApiV3Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string ApiV2Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public RSA MerchantKey { get; }

    public RSA PlatformKey { get; }

    public SigningCertificates Certificates { get; } = new();

    /// <summary>The keys that the platform signs with now or has signed with, by key id and serial number.</summary>
    public IReadOnlyDictionary<string, RSA> PublicKeys =>
        Certificates.All.Select(certificate => KeyValuePair.Create(certificate.Serial, certificate.Key)).Prepend(KeyValuePair.Create(PublicKeyId, PlatformKey)).ToDictionary();

    public static async Task<SandboxIdentity> CreateAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var count = options.PublicKeyOnly ? 2 : 3;
        var keys = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(CreateKey, cancellationToken))).ConfigureAwait(false);
        var identity = new SandboxIdentity(keys[0], keys[1], options);
        if (!options.PublicKeyOnly)
        {
            identity.Certificates.Add(keys[2], options.TimeProvider.GetUtcNow().AddDays(-1));
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

    /// <summary>The certificate that calls with the option <c>security</c> present; over http nobody asks for it.</summary>
    public string CreateMerchantCertificatePem()
    {
        var request = new CertificateRequest($"CN={MerchantId}, OU=WeChatPay.Chain sandbox", MerchantKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var signer = X509SignatureGenerator.CreateForRSA(MerchantKey, RSASignaturePadding.Pkcs1);
        var start = _timeProvider.GetUtcNow().AddDays(-1);
        using var certificate = request.Create(request.SubjectName, signer, start, start.AddYears(5), Convert.FromHexString(MerchantSerialNumber));
        return certificate.ExportCertificatePem();
    }

    /// <summary>The platform's private key under a serial number or key id; null when it has none of that name.</summary>
    public RSA? PlatformKeyOf(string? serial) => serial == PublicKeyId
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
            keys[serial] = PublicPart(key);
        }
        return keys;
    }

    // A key is made when it is first needed; exporting it makes it now, on this thread.
    private static RSA CreateKey()
    {
        var key = RSA.Create(2048);
        _ = key.ExportParameters(includePrivateParameters: false);
        return key;
    }

    private static RSA PublicPart(RSA key) => RSA.Create(key.ExportParameters(includePrivateParameters: false));
}
