using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>
/// Creates the signed fields that a front end needs to start a payment after the prepay call, with the names of its channel, ready to be
/// sent to it as JSON.
/// </summary>
/// <remarks>
/// A client does the same with its own key: see <see cref="WeChatPayClient.SignForJsapi"/>. H5 and Native payments need no signature: their
/// responses contain <c>h5_url</c> and <c>code_url</c>. See https://pay.weixin.qq.com/doc/v3/merchant/4012365341 (JSAPI and mini program)
/// and https://pay.weixin.qq.com/doc/v3/merchant/4012365340 (app).
/// </remarks>
public static class PaySignature
{
    /// <summary>Signs an APIv3 payment for <c>WeixinJSBridge</c> (JSAPI) or <c>wx.requestPayment</c> (mini program).</summary>
    /// <param name="appId">The appid of the order.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="merchantPrivateKey">The key that signs requests, <c>apiclient_key.pem</c>.</param>
    /// <param name="timeProvider">
    /// The clock. <see langword="null"/> (the default) uses the system clock. The front end must use the signature within minutes.
    /// </param>
    /// <returns>The fields <c>appId timeStamp nonceStr package signType paySign</c>. A mini program ignores <c>appId</c>.</returns>
    /// <exception cref="ArgumentException">
    /// An ID is empty, or contains characters other than letters, digits, <c>_</c> and <c>-</c>.
    /// </exception>
    public static IReadOnlyDictionary<string, string> ForJsapi(
        string appId, string prepayId, RSA merchantPrivateKey, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(merchantPrivateKey);
        return ForJsapi(appId, prepayId, CreateSigner(merchantPrivateKey), timeProvider);
    }

    /// <summary>Signs an APIv3 payment for JSAPI or a mini program, with a key in a KMS or HSM.</summary>
    /// <param name="appId">The appid of the order.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="signer">The signer of requests.</param>
    /// <param name="timeProvider">The clock. <see langword="null"/> (the default) uses the system clock.</param>
    /// <param name="cancellationToken">Passed to the signer.</param>
    /// <returns>The fields <c>appId timeStamp nonceStr package signType paySign</c>.</returns>
    /// <exception cref="ArgumentException">
    /// An ID is empty, or contains characters other than letters, digits, <c>_</c> and <c>-</c>.
    /// </exception>
    public static async Task<IReadOnlyDictionary<string, string>> ForJsapiAsync(
        string appId,
        string prepayId,
        IRequestSigner signer,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        var (timestamp, nonce) = Prepare(appId, prepayId, timeProvider);
        return CreateJsapiFields(appId, prepayId, timestamp, nonce, await SignAsync(
            CreateJsapiMessage(appId, prepayId, timestamp, nonce), signer, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Signs an APIv3 payment for the SDK in an app (Android, iOS, HarmonyOS).</summary>
    /// <param name="appId">The app's appid on the open platform (开放平台).</param>
    /// <param name="partnerId">The merchant number that receives the money.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="merchantPrivateKey">The key that signs requests, <c>apiclient_key.pem</c>.</param>
    /// <param name="timeProvider">The clock. <see langword="null"/> (the default) uses the system clock.</param>
    /// <returns>The fields <c>appid partnerid prepayid package noncestr timestamp sign</c>.</returns>
    /// <exception cref="ArgumentException">
    /// An ID is empty, or contains characters other than letters, digits, <c>_</c> and <c>-</c>.
    /// </exception>
    public static IReadOnlyDictionary<string, string> ForApp(
        string appId, string partnerId, string prepayId, RSA merchantPrivateKey, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(merchantPrivateKey);
        return ForApp(appId, partnerId, prepayId, CreateSigner(merchantPrivateKey), timeProvider);
    }

    /// <summary>Signs an APIv3 payment for the SDK in an app, with a key in a KMS or HSM.</summary>
    /// <param name="appId">The app's appid on the open platform (开放平台).</param>
    /// <param name="partnerId">The merchant number that receives the money.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="signer">The signer of requests.</param>
    /// <param name="timeProvider">The clock. <see langword="null"/> (the default) uses the system clock.</param>
    /// <param name="cancellationToken">Passed to the signer.</param>
    /// <returns>The fields <c>appid partnerid prepayid package noncestr timestamp sign</c>.</returns>
    /// <exception cref="ArgumentException">
    /// An ID is empty, or contains characters other than letters, digits, <c>_</c> and <c>-</c>.
    /// </exception>
    public static async Task<IReadOnlyDictionary<string, string>> ForAppAsync(
        string appId,
        string partnerId,
        string prepayId,
        IRequestSigner signer,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        PayArguments.CheckPartnerId(partnerId);
        var (timestamp, nonce) = Prepare(appId, prepayId, timeProvider);
        var sign = await SignAsync(
            SignatureMessage.Join(appId, timestamp, nonce, prepayId), signer, cancellationToken).ConfigureAwait(false);
        return CreateAppFields(appId, partnerId, prepayId, timestamp, nonce, sign);
    }

    /// <summary>Signs an APIv2 payment for JSAPI or a mini program.</summary>
    /// <param name="appId">The appid of the order.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="apiV2Key">The merchant's APIv2 key.</param>
    /// <param name="signType"><see cref="Hash.TypeMd5"/> (the default) or <see cref="Hash.TypeHmacSha256"/>, as in the order.</param>
    /// <param name="timeProvider">The clock. <see langword="null"/> (the default) uses the system clock.</param>
    /// <returns>The fields <c>appId timeStamp nonceStr package signType paySign</c>.</returns>
    /// <exception cref="ArgumentException">
    /// An ID is empty, or contains characters other than letters, digits, <c>_</c> and <c>-</c>; or <paramref name="signType"/> is not
    /// supported.
    /// </exception>
    public static IReadOnlyDictionary<string, string> ForJsapiV2(
        string appId, string prepayId, string apiV2Key, string signType = Hash.TypeMd5, TimeProvider? timeProvider = null)
    {
        var (timestamp, nonce) = Prepare(appId, prepayId, timeProvider);
        var fields = new Dictionary<string, string>
        {
            ["appId"] = appId,
            ["timeStamp"] = timestamp,
            ["nonceStr"] = nonce,
            ["package"] = $"prepay_id={prepayId}",
            ["signType"] = signType,
        };
        fields["paySign"] = Hash.Sign(signType, V2Signature.CreateMessage(fields), apiV2Key);
        return fields;
    }

    /// <summary>Signs an APIv2 payment for the SDK in an app.</summary>
    /// <param name="appId">The app's appid on the open platform (开放平台).</param>
    /// <param name="partnerId">The merchant number that receives the money.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="apiV2Key">The merchant's APIv2 key.</param>
    /// <param name="signType"><see cref="Hash.TypeMd5"/> (the default) or <see cref="Hash.TypeHmacSha256"/>, as in the order.</param>
    /// <param name="timeProvider">The clock. <see langword="null"/> (the default) uses the system clock.</param>
    /// <returns>The fields <c>appid partnerid prepayid package noncestr timestamp sign</c>.</returns>
    /// <exception cref="ArgumentException">
    /// An ID is empty, or contains characters other than letters, digits, <c>_</c> and <c>-</c>; or <paramref name="signType"/> is not
    /// supported.
    /// </exception>
    public static IReadOnlyDictionary<string, string> ForAppV2(
        string appId, string partnerId, string prepayId, string apiV2Key, string signType = Hash.TypeMd5, TimeProvider? timeProvider = null)
    {
        PayArguments.CheckPartnerId(partnerId);
        var (timestamp, nonce) = Prepare(appId, prepayId, timeProvider);
        var fields = CreateAppFields(appId, partnerId, prepayId, timestamp, nonce, sign: "");
        fields["sign"] = Hash.Sign(signType, V2Signature.CreateMessage(fields), apiV2Key);
        return fields;
    }

    /// <summary>Signs an APIv3 payment synchronously.</summary>
    internal static IReadOnlyDictionary<string, string> ForJsapi(
        string appId, string prepayId, IRequestSigner signer, TimeProvider? timeProvider)
    {
        var (timestamp, nonce) = Prepare(appId, prepayId, timeProvider);
        return CreateJsapiFields(appId, prepayId, timestamp, nonce, Sign(CreateJsapiMessage(appId, prepayId, timestamp, nonce), signer));
    }

    /// <inheritdoc cref="ForJsapi(string, string, IRequestSigner, TimeProvider?)"/>
    internal static IReadOnlyDictionary<string, string> ForApp(
        string appId, string partnerId, string prepayId, IRequestSigner signer, TimeProvider? timeProvider)
    {
        PayArguments.CheckPartnerId(partnerId);
        var (timestamp, nonce) = Prepare(appId, prepayId, timeProvider);
        return CreateAppFields(
            appId, partnerId, prepayId, timestamp, nonce, Sign(SignatureMessage.Join(appId, timestamp, nonce, prepayId), signer));
    }

    // The identity does not appear in the signature.
    private static RsaRequestSigner CreateSigner(RSA merchantPrivateKey) => RsaRequestSigner.Merchant("", "", merchantPrivateKey);

    private static string Sign(string text, IRequestSigner signer) => Base64Signature.Create(signer, Encoding.UTF8.GetBytes(text));

    private static ValueTask<string> SignAsync(string text, IRequestSigner signer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return Base64Signature.CreateAsync(signer, Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    private static string CreateJsapiMessage(string appId, string prepayId, string timestamp, string nonce) =>
        SignatureMessage.Join(appId, timestamp, nonce, $"prepay_id={prepayId}");

    private static Dictionary<string, string> CreateJsapiFields(
        string appId, string prepayId, string timestamp, string nonce, string sign) => new()
        {
            ["appId"] = appId,
            ["timeStamp"] = timestamp,
            ["nonceStr"] = nonce,
            ["package"] = $"prepay_id={prepayId}",
            ["signType"] = "RSA",
            ["paySign"] = sign,
        };

    private static Dictionary<string, string> CreateAppFields(
        string appId, string partnerId, string prepayId, string timestamp, string nonce, string sign) => new()
        {
            ["appid"] = appId,
            ["partnerid"] = partnerId,
            ["prepayid"] = prepayId,
            ["package"] = "Sign=WXPay",
            ["noncestr"] = nonce,
            ["timestamp"] = timestamp,
            ["sign"] = sign,
        };

    private static (string Timestamp, string Nonce) Prepare(string appId, string prepayId, TimeProvider? timeProvider)
    {
        PayArguments.CheckAppId(appId);
        PayArguments.CheckPrepayId(prepayId);
        return (ScalarText.From((timeProvider ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds())!, Nonce.Create());
    }
}
