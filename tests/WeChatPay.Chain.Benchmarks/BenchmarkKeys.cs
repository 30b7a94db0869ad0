using System.Security.Cryptography;

namespace WeChatPay.Chain.Benchmarks;

/// <summary>The keys and options of the merchant, generated for one run.</summary>
internal static class BenchmarkKeys
{
    public const string MerchantId = "1900000109";
    public const string MerchantSerialNumber = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C";
    public const string PublicKeyId = "PUB_KEY_ID_0119000001092026112100000000000001";

    private static readonly Lazy<RSA> _merchant = new(() => RSA.Create(2048));

    public static RSA Merchant => _merchant.Value;

    public static WeChatPayClientOptions Options(RSA platformKey, Uri? baseAddress = null, HttpMessageHandler? handler = null) =>
        Options(Merchant, platformKey, baseAddress, handler);

    public static WeChatPayClientOptions Options(
        RSA merchantKey, RSA platformKey, Uri? baseAddress = null, HttpMessageHandler? handler = null) => new()
        {
            MerchantId = MerchantId,
            MerchantSerialNumber = MerchantSerialNumber,
            MerchantPrivateKey = merchantKey,
            PlatformKeys = { [PublicKeyId] = platformKey },
            BaseAddress = baseAddress ?? new Uri("https://api.mch.weixin.qq.com/"),
            PrimaryHandler = handler,
        };
}
