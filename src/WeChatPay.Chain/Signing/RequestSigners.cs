using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>Creates request signers for callers that are not merchants.</summary>
public static class RequestSigners
{
    /// <summary>
    /// Creates a signer for the requests of a brand (<c>WECHATPAY-BRAND-SHA256-RSA2048</c>), which have <c>brand_id</c> in place of
    /// <c>mchid</c>.
    /// </summary>
    /// <param name="brandId">The number of the brand (品牌ID), digits only.</param>
    /// <param name="serialNumber">The serial number of the brand's API certificate.</param>
    /// <param name="privateKey">The brand's private key. It is not disposed.</param>
    /// <remarks>
    /// The brand endpoints require <c>Wechatpay-Serial</c> on each request. Add the WeChat Pay public key to
    /// <see cref="WeChatPayClientOptions.PlatformKeys"/>: its ID is sent automatically.
    /// </remarks>
    /// <exception cref="ArgumentException">A number is empty or malformed, or the key cannot sign.</exception>
    /// <example>
    /// <code>
    /// var key = Rsa.From("file:///etc/wechatpay/brand_key.pem");
    /// options.RequestSigner = RequestSigners.Brand("40001", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", key);
    /// </code>
    /// </example>
    public static IRequestSigner Brand(string brandId, string serialNumber, RSA privateKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(brandId);
        ArgumentException.ThrowIfNullOrWhiteSpace(serialNumber);
        ArgumentNullException.ThrowIfNull(privateKey);
        var stray = StrayCharacter.Find(brandId, char.IsAsciiDigit);
        Require.That(stray is null, nameof(brandId),
            $"{stray}; only digits are expected. It is the brand number (品牌ID), such as 40001.");
        var problem = SerialNumbers.FindProblem(serialNumber);
        Require.That(problem is null, nameof(serialNumber), $"{problem} It is that of the brand's API certificate.");
        PrivateKeyValidator.Check(privateKey, nameof(privateKey));
        return new RsaRequestSigner(WeChatPayHeaders.BrandScheme, "brand_id", brandId, serialNumber, privateKey);
    }
}
