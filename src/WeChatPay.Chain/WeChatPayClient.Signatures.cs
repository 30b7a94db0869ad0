using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

public sealed partial class WeChatPayClient
{
    /// <summary>
    /// Signs the fields that <c>WeixinJSBridge</c> (JSAPI) and <c>wx.requestPayment</c> (mini program) need to start an APIv3 payment, with
    /// the client's key.
    /// </summary>
    /// <remarks>The front end must use the signature within minutes. See https://pay.weixin.qq.com/doc/v3/merchant/4012365341.</remarks>
    /// <param name="appId">The appid of the order.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <returns>
    /// The fields <c>appId timeStamp nonceStr package signType paySign</c>, ready to be sent to the front end as JSON. A mini program
    /// ignores <c>appId</c>.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// An ID is empty, or contains characters other than letters, digits, <c>_</c> and <c>-</c>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The client has no key that signs APIv3 requests of a merchant.</exception>
    /// <exception cref="NotSupportedException">
    /// The <see cref="WeChatPayClientOptions.RequestSigner"/> signs only asynchronously.
    /// </exception>
    /// <example>
    /// <code>
    /// app.MapPost("/pay", async (WeChatPayClient client) =>
    ///     Results.Ok(await client.SignForJsapiAsync(appId, await OrderAsync(client))));
    /// </code>
    /// </example>
    public IReadOnlyDictionary<string, string> SignForJsapi(string appId, string prepayId) =>
        PaySignature.ForJsapi(appId, prepayId, _payments.Signer, _payments.TimeProvider);

    /// <inheritdoc cref="SignForJsapi"/>
    /// <param name="appId">The appid of the order.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="cancellationToken">Passed to the signer.</param>
    public Task<IReadOnlyDictionary<string, string>> SignForJsapiAsync(
        string appId, string prepayId, CancellationToken cancellationToken = default) =>
        PaySignature.ForJsapiAsync(appId, prepayId, _payments.Signer, _payments.TimeProvider, cancellationToken);

    /// <summary>
    /// Signs the fields that the SDK in an app (Android, iOS, HarmonyOS) needs to start an APIv3 payment, with the client's key.
    /// </summary>
    /// <remarks>See https://pay.weixin.qq.com/doc/v3/merchant/4012365340.</remarks>
    /// <param name="appId">The app's appid on the open platform (开放平台).</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="partnerId">
    /// The merchant number that receives the money. <see langword="null"/> (the default) uses the client's own.
    /// </param>
    /// <returns>The fields <c>appid partnerid prepayid package noncestr timestamp sign</c>.</returns>
    /// <inheritdoc cref="SignForJsapi"/>
    public IReadOnlyDictionary<string, string> SignForApp(string appId, string prepayId, string? partnerId = null) =>
        PaySignature.ForApp(appId, partnerId ?? _payments.MerchantId, prepayId, _payments.Signer, _payments.TimeProvider);

    /// <inheritdoc cref="SignForApp"/>
    /// <param name="appId">The app's appid on the open platform (开放平台).</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="partnerId">
    /// The merchant number that receives the money. <see langword="null"/> (the default) uses the client's own.
    /// </param>
    /// <param name="cancellationToken">Passed to the signer.</param>
    public Task<IReadOnlyDictionary<string, string>> SignForAppAsync(
        string appId, string prepayId, string? partnerId = null, CancellationToken cancellationToken = default) =>
        PaySignature.ForAppAsync(
            appId, partnerId ?? _payments.MerchantId, prepayId, _payments.Signer, _payments.TimeProvider, cancellationToken);

    /// <summary>Signs the fields that JSAPI and mini programs need to start an APIv2 payment, with the client's APIv2 key.</summary>
    /// <param name="appId">The appid of the order.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="signType"><see cref="Hash.TypeMd5"/> (the default) or <see cref="Hash.TypeHmacSha256"/>, as in the order.</param>
    /// <returns>The fields <c>appId timeStamp nonceStr package signType paySign</c>.</returns>
    /// <exception cref="ArgumentException">
    /// An ID is empty, or contains characters other than letters, digits, <c>_</c> and <c>-</c>; or <paramref name="signType"/> is not
    /// supported.
    /// </exception>
    /// <exception cref="InvalidOperationException">The client has no APIv2 key.</exception>
    public IReadOnlyDictionary<string, string> SignForJsapiV2(string appId, string prepayId, string signType = Hash.TypeMd5) =>
        PaySignature.ForJsapiV2(appId, prepayId, _payments.ApiV2Key, signType, _payments.TimeProvider);

    /// <inheritdoc cref="SignForJsapiV2"/>
    /// <param name="appId">The appid of the order.</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="signType"><see cref="Hash.TypeMd5"/> (the default) or <see cref="Hash.TypeHmacSha256"/>, as in the order.</param>
    /// <param name="cancellationToken">Checked before signing, which is synchronous.</param>
    public Task<IReadOnlyDictionary<string, string>> SignForJsapiV2Async(
        string appId, string prepayId, string signType = Hash.TypeMd5, CancellationToken cancellationToken = default) =>
        ToTask(() => SignForJsapiV2(appId, prepayId, signType), cancellationToken);

    /// <summary>Signs the fields that the SDK in an app needs to start an APIv2 payment, with the client's APIv2 key.</summary>
    /// <param name="appId">The app's appid on the open platform (开放平台).</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="partnerId">
    /// The merchant number that receives the money. <see langword="null"/> (the default) uses the client's own.
    /// </param>
    /// <param name="signType"><see cref="Hash.TypeMd5"/> (the default) or <see cref="Hash.TypeHmacSha256"/>, as in the order.</param>
    /// <returns>The fields <c>appid partnerid prepayid package noncestr timestamp sign</c>.</returns>
    /// <inheritdoc cref="SignForJsapiV2"/>
    public IReadOnlyDictionary<string, string> SignForAppV2(
        string appId, string prepayId, string? partnerId = null, string signType = Hash.TypeMd5) =>
        PaySignature.ForAppV2(appId, partnerId ?? _payments.MerchantId, prepayId, _payments.ApiV2Key, signType, _payments.TimeProvider);

    /// <inheritdoc cref="SignForAppV2"/>
    /// <param name="appId">The app's appid on the open platform (开放平台).</param>
    /// <param name="prepayId">The <c>prepay_id</c> of the response, without a prefix.</param>
    /// <param name="partnerId">
    /// The merchant number that receives the money. <see langword="null"/> (the default) uses the client's own.
    /// </param>
    /// <param name="signType"><see cref="Hash.TypeMd5"/> (the default) or <see cref="Hash.TypeHmacSha256"/>, as in the order.</param>
    /// <param name="cancellationToken">Checked before signing, which is synchronous.</param>
    public Task<IReadOnlyDictionary<string, string>> SignForAppV2Async(
        string appId,
        string prepayId,
        string? partnerId = null,
        string signType = Hash.TypeMd5,
        CancellationToken cancellationToken = default) =>
        ToTask(() => SignForAppV2(appId, prepayId, partnerId, signType), cancellationToken);

    /// <summary>
    /// Creates a signed APIv2 URL that the customer's browser or WeChat opens, such as that of a contract (委托代扣签约). Nothing is sent.
    /// </summary>
    /// <remarks>
    /// <c>nonce_str</c> is set only if the fields contain an empty one, because most of these endpoints do not have it. See
    /// https://pay.weixin.qq.com/wiki/doc/api/wxpay_v2/papay/chapter3_1.shtml.
    /// </remarks>
    /// <param name="template">
    /// The path, such as <c>v2/papay/entrustweb</c>, on <see cref="WeChatPayClientOptions.BaseAddress"/>, or an absolute URL on one of the
    /// platform's hosts. The segment <c>v2</c> is optional. A fragment is kept, as in <c>v2/papay/entrustweb#wechat_redirect</c>.
    /// </param>
    /// <param name="fields">
    /// The fields in the order of the URL: an anonymous object or a dictionary. <c>sign_type</c> selects the algorithm; the default is MD5.
    /// </param>
    /// <returns>
    /// The absolute, percent-encoded URL, ready for <c>Results.Redirect</c>. It is a string, because <see cref="Uri.ToString"/> would
    /// decode a part of it.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A value could be read as several fields, the fields name another merchant, or the template is invalid.
    /// </exception>
    /// <exception cref="InvalidOperationException">The client has no APIv2 key.</exception>
    /// <example>
    /// <code>
    /// return Results.Redirect(client.SignUrl("v2/papay/entrustweb", new { appid, mch_id, plan_id, contract_code, … }));
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public string SignUrl(string template, object fields) => CreateSignedUrl(template, fields);

    /// <inheritdoc cref="SignUrl(string, object)"/>
    public string SignUrl(string template, JsonObject fields) => CreateSignedUrl(template, fields);

    /// <inheritdoc cref="SignUrl(string, object)"/>
    /// <param name="template">The path, such as <c>v2/papay/entrustweb</c>.</param>
    /// <param name="fields">An anonymous object or a dictionary.</param>
    /// <param name="cancellationToken">Checked before signing, which is synchronous.</param>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public Task<string> SignUrlAsync(string template, object fields, CancellationToken cancellationToken = default) =>
        ToTask(() => CreateSignedUrl(template, fields), cancellationToken);

    /// <inheritdoc cref="SignUrlAsync(string, object, CancellationToken)"/>
    public Task<string> SignUrlAsync(string template, JsonObject fields, CancellationToken cancellationToken = default) =>
        ToTask(() => CreateSignedUrl(template, fields), cancellationToken);

    /// <summary>
    /// Creates the fields with which <c>requestMerchantTransfer</c> asks the customer to confirm a transfer (商家转账). They are not signed.
    /// </summary>
    /// <param name="appId">The appid of the transfer.</param>
    /// <param name="packageInfo">The <c>package_info</c> of the response.</param>
    /// <returns>The fields <c>mchId appId package</c>.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="appId"/> is not an appid, or <paramref name="packageInfo"/> is empty.
    /// </exception>
    public IReadOnlyDictionary<string, string> TransferFields(string appId, string packageInfo)
    {
        PayArguments.CheckAppId(appId);
        PayArguments.CheckPackageInfo(packageInfo);
        return new Dictionary<string, string> { ["mchId"] = _payments.MerchantId, ["appId"] = appId, ["package"] = packageInfo };
    }

    private string CreateSignedUrl(string template, object fields)
    {
        _ = _payments.ApiV2Key;
        return _signedUrl.Create(template, fields);
    }

    private static Task<TResult> ToTask<TResult>(Func<TResult> sign, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<TResult>(cancellationToken) : Task.FromResult(sign());
}
