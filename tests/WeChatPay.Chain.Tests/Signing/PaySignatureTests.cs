using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Signing;

internal sealed partial class PaySignatureTests
{
    private const string AppId = "wxd678efh567hg6787";
    private const string PrepayId = "wx201410272009395522657a690389285100";

    private readonly ManualTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_255_523));

    [Test]
    public void ForJsapi_FieldsAndSignature_AreWhatTheBridgeExpects()
    {
        var fields = PaySignature.ForJsapi(AppId, PrepayId, Merchant.Key, _clock);

        Assert.That(fields.Keys, Is.EqualTo("appId timeStamp nonceStr package signType paySign".Split(' ')));
        Assert.That(fields["timeStamp"], Is.EqualTo("1795255523"));
        Assert.That(fields["package"], Is.EqualTo($"prepay_id={PrepayId}"));
        Assert.That(fields["signType"], Is.EqualTo("RSA"));
        Assert.That(Rsa.Verify($"{AppId}\n1795255523\n{fields["nonceStr"]}\nprepay_id={PrepayId}\n", fields["paySign"], Merchant.Key));
        Assert.That(Rsa.Verify($"{AppId}\n1795255523\n{fields["nonceStr"]}\nprepay_id=other\n", fields["paySign"], Merchant.Key), Is.False);
    }

    [Test]
    public void ForApp_FieldsAndSignature_AreWhatTheSdkExpects()
    {
        var fields = PaySignature.ForApp(AppId, Merchant.Id, PrepayId, Merchant.Key, _clock);

        Assert.That(fields.Keys, Is.EqualTo("appid partnerid prepayid package noncestr timestamp sign".Split(' ')));
        Assert.That(fields["package"], Is.EqualTo("Sign=WXPay"));
        Assert.That(Rsa.Verify($"{AppId}\n1795255523\n{fields["noncestr"]}\n{PrepayId}\n", fields["sign"], Merchant.Key));
        Assert.That(
            Rsa.Verify($"{AppId}\n1795255523\n{fields["noncestr"]}\nprepay_id={PrepayId}\n", fields["sign"], Merchant.Key), Is.False);
    }

    [TestCase(Hash.TypeMd5, 32)]
    [TestCase(Hash.TypeHmacSha256, 64)]
    public void ForJsapiV2_Signature_CoversEveryFieldUnderItsName(string signType, int length)
    {
        var fields = PaySignature.ForJsapiV2(AppId, PrepayId, Merchant.ApiV2Key, signType, _clock);

        var text = $"appId={AppId}&nonceStr={fields["nonceStr"]}&package=prepay_id={PrepayId}&signType={signType}&timeStamp=1795255523";
        Assert.That(fields["paySign"], Is.EqualTo(Hash.Sign(signType, text, Merchant.ApiV2Key)).And.Length.EqualTo(length));
    }

    [Test]
    public void ForAppV2_Signature_CoversEveryFieldUnderItsName()
    {
        var fields = PaySignature.ForAppV2(AppId, Merchant.Id, PrepayId, Merchant.ApiV2Key, timeProvider: _clock);

        var text = $"appid={AppId}&noncestr={fields["noncestr"]}&package=Sign=WXPay&partnerid={Merchant.Id}"
            + $"&prepayid={PrepayId}&timestamp=1795255523";
        Assert.That(fields["sign"], Is.EqualTo(Hash.Sign(Hash.TypeMd5, text, Merchant.ApiV2Key)));
    }

    [Test]
    public void ForJsapi_WithAPackageForAnId_AsksForTheBareId()
    {
        Assert.That(
            () => PaySignature.ForJsapi(AppId, $"prepay_id={PrepayId}", Merchant.Key),
            Throws.ArgumentException.With.Message.Contains("bare"));
    }

    [Test]
    public void ForJsapiV2_WithTheTypeOfV3_IsRefused()
    {
        Assert.That(() => PaySignature.ForJsapiV2(AppId, PrepayId, Merchant.ApiV2Key, "RSA"), Throws.ArgumentException);
    }

    [Test]
    public void ForJsapi_CalledTwice_UsesANewNonce()
    {
        var first = PaySignature.ForJsapi(AppId, PrepayId, Merchant.Key);
        var second = PaySignature.ForJsapi(AppId, PrepayId, Merchant.Key);

        Assert.That(second["nonceStr"], Is.Not.EqualTo(first["nonceStr"]));
    }
}
