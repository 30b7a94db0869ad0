using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests;

internal sealed class WeChatPayClientSignaturesTests
{
    private const string AppId = "wxd678efh567hg6787";
    private const string PrepayId = "wx201410272009395522657a690389285100";

    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_795_255_523);

    private static readonly object _contract = new
    {
        appid = AppId,
        mch_id = Merchant.Id,
        plan_id = 12535,
        contract_code = "100000",
        contract_display_account = "微信 代扣",
        notify_url = "https://weixin.qq.com/?a=1&b=2",
        version = "1.0",
        nothing = (string?)null,
    };

    [Test]
    public async Task SignForJsapi_WithTheClientsKey_IsWhatTheBridgeExpects([Values] bool isAsync)
    {
        using var client = Client();

        var fields = isAsync ? await client.SignForJsapiAsync(AppId, PrepayId) : client.SignForJsapi(AppId, PrepayId);

        Assert.That(fields.Keys, Is.EqualTo("appId timeStamp nonceStr package signType paySign".Split(' ')));
        Assert.That(Rsa.Verify($"{AppId}\n1795255523\n{fields["nonceStr"]}\nprepay_id={PrepayId}\n", fields["paySign"], Merchant.Key));
        Assert.That(
            JsonSerializer.Serialize(fields, JsonSerializerOptions.Web),
            Does.StartWith($$"""{"appId":"{{AppId}}","timeStamp":"1795255523","nonceStr":"""));
    }

    [Test]
    public async Task SignForApp_WithTheClientsKey_IsWhatTheSdkExpects(
        [Values] bool isAsync, [Values(null, "1900000108")] string? partnerId)
    {
        using var client = Client();

        var fields = isAsync ? await client.SignForAppAsync(AppId, PrepayId, partnerId) : client.SignForApp(AppId, PrepayId, partnerId);

        Assert.That(fields["partnerid"], Is.EqualTo(partnerId ?? Merchant.Id));
        Assert.That(Rsa.Verify($"{AppId}\n1795255523\n{fields["noncestr"]}\n{PrepayId}\n", fields["sign"], Merchant.Key));
    }

    [Test]
    public async Task SignForJsapiV2_WithTheClientsKey_CoversEveryField(
        [Values(Hash.TypeMd5, Hash.TypeHmacSha256)] string type, [Values] bool isAsync)
    {
        using var client = Client();

        var fields = isAsync ? await client.SignForJsapiV2Async(AppId, PrepayId, type) : client.SignForJsapiV2(AppId, PrepayId, type);

        var text = $"appId={AppId}&nonceStr={fields["nonceStr"]}&package=prepay_id={PrepayId}&signType={type}&timeStamp=1795255523";
        Assert.That(fields["paySign"], Is.EqualTo(Hash.Sign(type, text, Merchant.ApiV2Key)));
    }

    [Test]
    public async Task SignForAppV2_WithTheClientsKey_CoversEveryField([Values] bool isAsync, [Values(null, "1900000108")] string? partnerId)
    {
        using var client = Client();

        var fields = isAsync ? await client.SignForAppV2Async(AppId, PrepayId, partnerId) : client.SignForAppV2(AppId, PrepayId, partnerId);

        var text = $"appid={AppId}&noncestr={fields["noncestr"]}&package=Sign=WXPay"
            + $"&partnerid={partnerId ?? Merchant.Id}&prepayid={PrepayId}&timestamp=1795255523";
        Assert.That(fields["sign"], Is.EqualTo(Hash.Sign(Hash.TypeMd5, text, Merchant.ApiV2Key)));
    }

    [Test]
    public async Task SignForJsapi_WithASigner_AsksTheSigner()
    {
        using var client = Client(options => (options.MerchantPrivateKey, options.RequestSigner) = (null!, new RemoteSigner()));
        using var blocking = Client(options => (options.MerchantPrivateKey, options.RequestSigner) = (null!, new BlockingSigner()));

        var fields = await client.SignForJsapiAsync(AppId, PrepayId);

        Assert.That(Rsa.Verify($"{AppId}\n1795255523\n{fields["nonceStr"]}\nprepay_id={PrepayId}\n", fields["paySign"], Merchant.Key));
        Assert.That((await client.SignForAppAsync(AppId, PrepayId))["sign"], Is.Not.Empty);
        Assert.That(() => client.SignForJsapi(AppId, PrepayId), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("Async"));
        Assert.That(blocking.SignForJsapi(AppId, PrepayId)["paySign"], Is.Not.Empty);
        Assert.That(blocking.SignForApp(AppId, PrepayId)["sign"], Is.Not.Empty);
    }

    [Test]
    public void SignForJsapiAsync_Cancelled_IsCancelled()
    {
        using var client = Client(options => options.RequestSigner = new RemoteSigner());
        var cancelled = new CancellationToken(canceled: true);

        Assert.That(() => client.SignForJsapiAsync(AppId, PrepayId, cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            () => client.SignForJsapiV2Async(AppId, PrepayId, cancellationToken: cancelled),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            () => client.SignUrlAsync("v2/papay/entrustweb", _contract, cancelled), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void SignForJsapi_WithABrandsSigner_AsksForAMerchants()
    {
        using var client = Client(options => options.RequestSigner = RequestSigners.Brand("40001", Merchant.SerialNumber, Merchant.Key));

        Assert.That(() => client.SignForJsapi(AppId, PrepayId), Throws.InvalidOperationException.With.Message.Contains("brand_id"));
        Assert.That(() => client.SignForAppAsync(AppId, PrepayId), Throws.InvalidOperationException);
    }

    [Test]
    public void Sign_WithoutTheKeyOfTheVersion_NamesTheOption()
    {
        using var v2Only = new WeChatPayClient(new WeChatPayClientOptions { MerchantId = Merchant.Id, ApiV2Key = Merchant.ApiV2Key });
        using var v3Only = Client(options => options.ApiV2Key = null);

        Assert.That(
            () => v2Only.SignForJsapi(AppId, PrepayId), Throws.InvalidOperationException.With.Message.Contains("MerchantPrivateKey"));
        Assert.That(v2Only.SignForJsapiV2(AppId, PrepayId)["paySign"], Has.Length.EqualTo(32));
        Assert.That(() => v3Only.SignForJsapiV2(AppId, PrepayId), Throws.InvalidOperationException.With.Message.Contains("ApiV2Key"));
        Assert.That(() => v3Only.SignForAppV2(AppId, PrepayId), Throws.InvalidOperationException.With.Message.Contains("ApiV2Key"));
        Assert.That(
            () => v3Only.SignUrl("v2/papay/entrustweb", _contract), Throws.InvalidOperationException.With.Message.Contains("ApiV2Key"));
    }

    [Test]
    public void SignForJsapi_AfterTheOptionsChanged_SignsAsBefore()
    {
        var options = Merchant.Options();
        using var client = new WeChatPayClient(options);
        (options.MerchantPrivateKey, options.ApiV2Key, options.MerchantId) = (null!, null, "1");

        Assert.That(client.SignForJsapi(AppId, PrepayId)["paySign"], Is.Not.Empty);
        Assert.That(client.SignForAppV2(AppId, PrepayId)["partnerid"], Is.EqualTo(Merchant.Id));
    }

    [Test]
    public void Sign_ThroughADynamicClient_IsTheSameMember()
    {
        using var client = Client();
        dynamic dynamic = client;

        Assert.That(((IReadOnlyDictionary<string, string>)dynamic.SignForJsapi(AppId, PrepayId))["paySign"], Is.Not.Empty);
        Assert.That((string)dynamic.SignUrl("v2/papay/entrustweb", _contract), Does.StartWith("https://"));
    }

    [TestCase("v2/papay/entrustweb")]
    [TestCase("/v2/papay/entrustweb")]
    [TestCase("papay/entrustweb")]
    [TestCase("https://api.mch.weixin.qq.com/papay/entrustweb")]
    public async Task SignUrl_OfAContract_IsSignedAndEncoded(string template)
    {
        using var client = Client();

        var url = client.SignUrl(template, _contract);

        var text = $"appid={AppId}&contract_code=100000&contract_display_account=微信 "
            + $"代扣&mch_id={Merchant.Id}&notify_url=https://weixin.qq.com/?a=1&b=2&plan_id=12535&version=1.0";
        Assert.That(url, Is.EqualTo(
            $"https://api.mch.weixin.qq.com/papay/entrustweb?appid={AppId}&mch_id={Merchant.Id}&plan_id=12535&contract_code=100000"
            + "&contract_display_account=%E5%BE%AE%E4%BF%A1%20%E4%BB%A3%E6%89%A3"
            + "&notify_url=https%3A%2F%2Fweixin.qq.com%2F%3Fa%3D1%26b%3D2&version=1.0"
            + $"&sign={Hash.Sign(Hash.TypeMd5, text, Merchant.ApiV2Key)}"));
        Assert.That(await client.SignUrlAsync(template, _contract), Is.EqualTo(url));
    }

    [Test]
    public async Task SignUrl_WithAJsonObject_IsThatOfAnAnonymousObject()
    {
        using var client = Client();
        var fields = new JsonObject { ["mch_id"] = Merchant.Id, ["plan_id"] = 12535 };

        var url = client.SignUrl("v2/papay/entrustweb", new { mch_id = Merchant.Id, plan_id = 12535 });

        Assert.That(client.SignUrl("v2/papay/entrustweb", fields), Is.EqualTo(url));
        Assert.That(await client.SignUrlAsync("v2/papay/entrustweb", fields), Is.EqualTo(url));
    }

    [Test]
    public void SignUrl_WithAFragmentSignTypeAndNonce_KeepsThem()
    {
        using var client = Client();

        var url = client.SignUrl(
            "https://payapp.weixin.qq.com/appauth/authindex#wechat_redirect",
            new { mch_id = Merchant.Id, nonce_str = "", sign_type = Hash.TypeHmacSha256 });

        Assert.That(
            url,
            Does.Match(
                "^https://payapp\\.weixin\\.qq\\.com/appauth/authindex\\?mch_id=[0-9]+&nonce_str=[0-9A-Za-z]{32}&sign_type=HMAC-SHA256"
                    + "&sign=[0-9A-F]{64}#wechat_redirect$"));
    }

    [TestCase("v3/papay/entrustweb", "APIv3")]
    [TestCase("v2/papay/{a}", "variable")]
    [TestCase("v2/papay/entrustweb?a=1", "'fields'")]
    [TestCase("v2/papay/entrustweb#a b", "fragment")]
    [TestCase("https://example.com/papay/entrustweb", "example.com")]
    [TestCase("//example.com/papay/entrustweb", "host")]
    [TestCase("v2/../x", "'..'")]
    [TestCase(" ", "template")]
    public void SignUrl_OfAnythingElse_IsRejected(string template, string said)
    {
        using var client = Client();

        Assert.That(() => client.SignUrl(template, _contract), Throws.InstanceOf<ArgumentException>().With.Message.Contains(said));
    }

    [Test]
    public void SignUrl_OfAnotherMerchantOrAHiddenField_IsRejected()
    {
        using var client = Client();

        Assert.That(
            () => client.SignUrl("v2/papay/entrustweb", new { mch_id = "1900000108" }),
            Throws.ArgumentException.With.Message.Contains(Merchant.Id));
        Assert.That(
            () => client.SignUrl("v2/papay/entrustweb", new { appid = AppId }), Throws.ArgumentException.With.Message.Contains("mch_id"));
        Assert.That(
            () => client.SignUrl(
                "v2/papay/entrustweb", new { mch_id = Merchant.Id, contract_display_account = "typed-text&return_code=SUCCESS" }),
            Throws.ArgumentException.With.Message.Contains("'contract_display_account'").And.Message.Not.Contain("typed-text"));
    }

    [Test]
    public void TransferFields_OfATransfer_AreThoseOfTheFrontEnd()
    {
        using var client = Client();

        Assert.That(client.TransferFields(AppId, "affffddafdfafddffda=="), Is.EqualTo(new Dictionary<string, string>
        {
            ["mchId"] = Merchant.Id,
            ["appId"] = AppId,
            ["package"] = "affffddafdfafddffda==",
        }));
        Assert.That(() => client.TransferFields(AppId, ""), Throws.ArgumentException.With.Message.Contains("package_info"));
        Assert.That(() => client.TransferFields(AppId, null!), Throws.ArgumentNullException.With.Message.Contains("package_info"));
        Assert.That(() => client.TransferFields("a b", "p"), Throws.ArgumentException.With.Property("ParamName").EqualTo("appId"));
    }

    private static WeChatPayClient Client(Action<WeChatPayClientOptions>? configure = null)
    {
        var options = Merchant.Options();
        options.TimeProvider = new ManualTimeProvider(_now);
        configure?.Invoke(options);
        return new WeChatPayClient(options);
    }
}
