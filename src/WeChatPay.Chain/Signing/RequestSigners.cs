using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>Signers for those who are no merchant.</summary>
public static class RequestSigners
{
    /// <summary>Signs the requests of a brand (<c>WECHATPAY-BRAND-SHA256-RSA2048</c>), which carry <c>brand_id</c> in the place of <c>mchid</c>.</summary>
    /// <param name="brandId">The number of the brand (品牌ID), digits.</param>
    /// <param name="serialNumber">The serial number of the brand's API certificate.</param>
    /// <param name="privateKey">The brand's private key. It is not disposed.</param>
    /// <remarks>
    /// The brand endpoints want <c>Wechatpay-Serial</c> on each request: configure the WeChat Pay public key in
    /// <see cref="WeChatPayClientOptions.PlatformKeys"/>, whose id is sent by itself.
    /// </remarks>
    /// <exception cref="ArgumentException">The number or the serial is empty, or not of its form; or the key cannot sign.</exception>
    /// <example><code>options.RequestSigner = RequestSigners.Brand("40001", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", Rsa.From("file:///etc/wechatpay/brand_key.pem"));</code></example>
    public static IRequestSigner Brand(string brandId, string serialNumber, RSA privateKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(brandId);
        ArgumentException.ThrowIfNullOrWhiteSpace(serialNumber);
        ArgumentNullException.ThrowIfNull(privateKey);
        var stray = StrayCharacter.Find(brandId, char.IsAsciiDigit);
        Require.That(stray is null, nameof(brandId),
            $"{stray}; only digits are expected. It is the brand number (品牌ID), such as 40001.");
        var problem = SerialNumbers.ProblemOf(serialNumber);
        Require.That(problem is null, nameof(serialNumber), $"{problem} It is that of the brand's API certificate.");
        PrivateKeyValidator.Check(privateKey, nameof(privateKey));
        return new RsaRequestSigner(WeChatPayHeaders.BrandScheme, "brand_id", brandId, serialNumber, privateKey);
    }
}
