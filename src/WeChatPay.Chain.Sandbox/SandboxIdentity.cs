using System.Security.Cryptography;

namespace WeChatPay.Chain.Sandbox;

/// <summary>The merchant and the platform of one sandbox, with keys that exist as long as it does.</summary>
internal sealed class SandboxIdentity : IDisposable
{
    private SandboxIdentity(RSA merchantKey, RSA platformKey, RSA certificateKey, bool publicKeyOnly)
    {
        PublicKeyOnly = publicKeyOnly;
        MerchantKey = merchantKey;
        PlatformKey = platformKey;
        CertificateKey = certificateKey;
    }

    public string MerchantId { get; } = $"19{RandomNumberGenerator.GetString("0123456789", 8)}";

    public string MerchantSerialNumber { get; } = RandomNumberGenerator.GetHexString(40);

    public string PublicKeyId { get; } = $"PUB_KEY_ID_{RandomNumberGenerator.GetString("0123456789", 34)}";

    // X.509 counts serials from one up: a first digit above seven would make it negative.
    public string CertificateSerial { get; } = RandomNumberGenerator.GetString("1234567", 1) + RandomNumberGenerator.GetHexString(39);

    /// <summary>Whether the merchant knows no certificate of the platform's.</summary>
    public bool PublicKeyOnly { get; }

    public string ApiV3Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string ApiV2Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public RSA MerchantKey { get; }

    public RSA PlatformKey { get; }

    public RSA CertificateKey { get; }

    public static async Task<SandboxIdentity> CreateAsync(bool publicKeyOnly, CancellationToken cancellationToken)
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(CreateKey, cancellationToken))).ConfigureAwait(false);
        return new SandboxIdentity(keys[0], keys[1], keys[2], publicKeyOnly);
    }

    public WeChatPayClientOptions CreateClientOptions(Uri baseAddress, TimeProvider timeProvider) => new()
    {
        MerchantId = MerchantId,
        MerchantSerialNumber = MerchantSerialNumber,
        MerchantPrivateKey = RSA.Create(MerchantKey.ExportParameters(includePrivateParameters: true)),
        PlatformKeys = PlatformKeys(),
        ApiV3Key = ApiV3Key,
        ApiV2Key = ApiV2Key,
        BaseAddress = baseAddress,
        TimeProvider = timeProvider,
    };

    public void Dispose()
    {
        MerchantKey.Dispose();
        PlatformKey.Dispose();
        CertificateKey.Dispose();
    }

    private PlatformKeys PlatformKeys() => PublicKeyOnly
        ? new PlatformKeys { [PublicKeyId] = PublicPart(PlatformKey) }
        : new PlatformKeys { [PublicKeyId] = PublicPart(PlatformKey), [CertificateSerial] = PublicPart(CertificateKey) };

    // A key is made when it is first needed; exporting it makes it now, on this thread.
    private static RSA CreateKey()
    {
        var key = RSA.Create(2048);
        _ = key.ExportParameters(includePrivateParameters: false);
        return key;
    }

    private static RSA PublicPart(RSA key) => RSA.Create(key.ExportParameters(includePrivateParameters: false));
}
