using System.Security.Cryptography;

namespace WeChatPay.Chain.Sandbox;

/// <summary>The merchant and the platform of one sandbox, with keys that exist as long as it does.</summary>
internal sealed class SandboxIdentity : IDisposable
{
    private SandboxIdentity(RSA merchantKey, RSA platformKey, RSA certificateKey)
    {
        MerchantKey = merchantKey;
        PlatformKey = platformKey;
        CertificateKey = certificateKey;
    }

    public string MerchantId { get; } = $"19{RandomNumberGenerator.GetString("0123456789", 8)}";

    public string MerchantSerialNumber { get; } = RandomNumberGenerator.GetHexString(40);

    public string PublicKeyId { get; } = $"PUB_KEY_ID_{RandomNumberGenerator.GetString("0123456789", 34)}";

    public string CertificateSerial { get; } = RandomNumberGenerator.GetHexString(40);

    public string ApiV3Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string ApiV2Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public RSA MerchantKey { get; }

    public RSA PlatformKey { get; }

    public RSA CertificateKey { get; }

    public static async Task<SandboxIdentity> CreateAsync(CancellationToken cancellationToken)
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(CreateKey, cancellationToken))).ConfigureAwait(false);
        return new SandboxIdentity(keys[0], keys[1], keys[2]);
    }

    public WeChatPayClientOptions CreateClientOptions(Uri baseAddress, TimeProvider timeProvider) => new()
    {
        MerchantId = MerchantId,
        MerchantSerialNumber = MerchantSerialNumber,
        MerchantPrivateKey = RSA.Create(MerchantKey.ExportParameters(includePrivateParameters: true)),
        PlatformKeys = { [PublicKeyId] = PublicPart(PlatformKey), [CertificateSerial] = PublicPart(CertificateKey) },
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

    // A key is made when it is first needed; exporting it makes it now, on this thread.
    private static RSA CreateKey()
    {
        var key = RSA.Create(2048);
        _ = key.ExportParameters(includePrivateParameters: false);
        return key;
    }

    private static RSA PublicPart(RSA key) => RSA.Create(key.ExportParameters(includePrivateParameters: false));
}
