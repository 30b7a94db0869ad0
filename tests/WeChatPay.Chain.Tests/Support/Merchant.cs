using System.Security.Cryptography;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A merchant and a platform that exist in this test run only.</summary>
internal static class Merchant
{
    public const string Id = "1900000109";
    public const string SerialNumber = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C";
    public const string PublicKeyId = "PUB_KEY_ID_0119000001092026112100000000000001";
    public const string CertificateSerial = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    public const string ApiV3Key = "0123456789abcdefghijklmnopqrstuv";
    public const string ApiV2Key = "vutsrqponmlkjihgfedcba9876543210";

    /// <summary>Signs requests.</summary>
    public static RSA Key { get; } = RSA.Create(2048);

    /// <summary>Signs responses; configured under <see cref="PublicKeyId"/>.</summary>
    public static RSA PlatformKey { get; } = RSA.Create(2048);

    /// <summary>Signs responses too while a merchant migrates; configured under <see cref="CertificateSerial"/>.</summary>
    public static RSA PlatformCertificateKey { get; } = RSA.Create(2048);

    public static WeChatPayClientOptions Options(HttpMessageHandler? handler = null) => new()
    {
        MerchantId = Id,
        MerchantSerialNumber = SerialNumber,
        MerchantPrivateKey = Key,
        PlatformKeys = { [PublicKeyId] = PublicPart(PlatformKey), [CertificateSerial] = PublicPart(PlatformCertificateKey) },
        ApiV3Key = ApiV3Key,
        ApiV2Key = ApiV2Key,
        PrimaryHandler = handler,
    };

    public static WeChatPayClient Client(Action<WeChatPayClientOptions> configure)
    {
        var options = Options();
        configure(options);
        return new WeChatPayClient(options);
    }

    public static RSA PublicPart(RSA key) => RSA.Create(key.ExportParameters(includePrivateParameters: false));
}
