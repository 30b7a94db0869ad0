using System.Text;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Notifications;

internal sealed partial class V2NotificationTests
{
    private readonly NotificationReader _reader = new(Merchant.Options());

    [TestCase(Hash.TypeMd5)]
    [TestCase(Hash.TypeHmacSha256)]
    public void ReadV2_OfAPayment_VerifiesItsSign(string signType)
    {
        var notification = _reader.ReadV2(Payment(signType));

        Assert.That(notification.IsRefund, Is.False);
        Assert.That(notification.Fields["out_trade_no"], Is.EqualTo("1409811653"));
        Assert.That((string)notification.Data.attach, Is.EqualTo("支付测试 <1> & \"2\""));
        Assert.That(notification.ToString(), Is.EqualTo("APIv2 notification"));
    }

    [TestCase("1409811653", "1409811654", TestName = "ReadV2_WithAnAlteredField_IsRejected")]
    [TestCase("<out_trade_no>", "<x>1</x><out_trade_no>", TestName = "ReadV2_WithAnAddedField_IsRejected")]
    [TestCase("<result_code>SUCCESS</result_code>", "", TestName = "ReadV2_WithoutAField_IsRejected")]
    public void ReadV2_Altered(string from, string to)
    {
        var altered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Payment(Hash.TypeMd5)).Replace(from, to, StringComparison.Ordinal));

        Assert.That(
            () => _reader.ReadV2(altered),
            Throws.InstanceOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.Mismatch));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("<xml><a>1</a><a>2</a></xml>")]
    [TestCase("<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><a>&e;</a></xml>")]
    public void ReadV2_OfWhatIsNoFlatXml_IsRejected(string body)
    {
        Assert.That(
            () => _reader.ReadV2(Encoding.UTF8.GetBytes(body)),
            Throws.InstanceOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.Malformed));
    }

    [Test]
    public void ReadV2_Unsigned_IsRejected()
    {
        Assert.That(
            () => _reader.ReadV2("<xml><return_code>SUCCESS</return_code></xml>"u8), Throws.InstanceOf<WeChatPaySignatureException>());
    }

    [Test]
    public void ReadV2_OfARefund_OpensReqInfoAndHandsOutNothingElse()
    {
        var notification = _reader.ReadV2(Refund(Merchant.ApiV2Key));

        Assert.That(notification.IsRefund);
        Assert.That(notification.ToString(), Is.EqualTo("APIv2 refund notification"));
        Assert.That(
            notification.Fields,
            Is.EquivalentTo(new Dictionary<string, string> { ["out_refund_no"] = "131811191610442717309", ["refund_status"] = "SUCCESS" }));
    }

    [Test]
    public void ReadV2_OfAReqInfoWithoutAReturnCode_IsRejected()
    {
        var posted = Encoding.UTF8.GetString(Refund(Merchant.ApiV2Key))
            .Replace("<return_code>SUCCESS</return_code>", "", StringComparison.Ordinal);

        Assert.That(() => _reader.ReadV2(Encoding.UTF8.GetBytes(posted)), Throws.InstanceOf<WeChatPaySignatureException>()
            .With.Property("Reason").EqualTo(SignatureFailure.Malformed).And.Message.Contains("but not 'return_code'"));
    }

    [Test]
    public void ReadV2_OfARefundEncryptedWithAnotherKey_CannotBeDecrypted()
    {
        Assert.That(() => _reader.ReadV2(Refund(Merchant.ApiV3Key)), Throws.InstanceOf<WeChatPayDecryptionException>());
    }

    [Test]
    public void ReadV2_WithoutAnApiV2Key_NamesTheOption()
    {
        var options = Merchant.Options();
        options.ApiV2Key = null;

        Assert.That(
            () => new NotificationReader(options).ReadV2(Payment(Hash.TypeMd5)),
            Throws.InvalidOperationException.With.Message.Contains("ApiV2Key"));
    }

    private static byte[] Payment(string signType)
    {
        var fields = new Dictionary<string, string>
        {
            ["return_code"] = "SUCCESS",
            ["result_code"] = "SUCCESS",
            ["mch_id"] = Merchant.Id,
            ["attach"] = "支付测试 <1> & \"2\"",
            ["out_trade_no"] = "1409811653",
        };
        fields["sign"] = Hash.Sign(signType, Formatter.QueryStringLike(Formatter.Ksort(fields)), Merchant.ApiV2Key);
        return Encoding.UTF8.GetBytes(Transformer.ToXml(fields));
    }

    private static byte[] Refund(string apiV2Key)
    {
        var plaintext = Transformer.ToXml(new { out_refund_no = "131811191610442717309", refund_status = "SUCCESS" }, root: "root");
        return Encoding.UTF8.GetBytes(Transformer.ToXml(
            new { return_code = "SUCCESS", mch_id = Merchant.Id, req_info = AesEcb.Encrypt(plaintext, Hash.Md5(apiV2Key)) }));
    }
}
