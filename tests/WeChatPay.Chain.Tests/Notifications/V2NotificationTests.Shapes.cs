using System.Text;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Notifications;

/// <summary>The same key signs requests, responses and notifications, which are distinguished by their fields.</summary>
internal sealed partial class V2NotificationTests
{
    private static readonly Dictionary<string, string>[] _shapes =
    [
        new()
        {
            ["return_code"] = "SUCCESS",
            ["result_code"] = "SUCCESS",
            ["mch_id"] = Merchant.Id,
            ["transaction_id"] = "4200",
            ["trade_type"] = "JSAPI"
        },
        new() { ["return_code"] = "SUCCESS", ["result_code"] = "FAIL", ["mch_id"] = Merchant.Id, ["err_code"] = "NOTENOUGH" },
        new()
        {
            ["return_code"] = "SUCCESS",
            ["result_code"] = "SUCCESS",
            ["combine_mch_id"] = Merchant.Id,
            ["sub_order_list"] = """{"order_num":1}"""
        },
        new() { ["mch_id"] = Merchant.Id, ["contract_id"] = "C1", ["change_type"] = "ADD", ["plan_id"] = "1" },
        new() { ["mch_id"] = Merchant.Id, ["contract_code"] = "C1", ["change_type"] = "DELETE" },
        new() { ["mch_id"] = Merchant.Id, ["plate_number"] = "京A00000", ["vehicle_event_type"] = "NORMAL" },
        new() { ["mch_id"] = Merchant.Id, ["plate_number"] = "京A00000", ["vehicle_event_createtime"] = "20261121093000" },
        new() { ["mch_id"] = Merchant.Id, ["event_type"] = "CHECK.SUCCESS", ["event_ciphertext"] = "AAAA", ["event_id"] = "E1" },
        new() { ["return_code"] = "SUCCESS", ["mch_id"] = Merchant.Id, ["event_code"] = "E1", ["risk_level"] = "HIGH" },
    ];

    [TestCaseSource(nameof(_shapes))]
    public void ReadV2_OfEachShape_IsRead(Dictionary<string, string> fields)
    {
        Assert.That(ReadSigned(fields).Fields["sign"], Has.Length.EqualTo(32));
    }

    [TestCaseSource(nameof(_shapes))]
    public void ReadV2_OfAnotherMerchant_IsRejected(Dictionary<string, string> fields)
    {
        var name = fields.ContainsKey("mch_id") ? "mch_id" : "combine_mch_id";

        AssertRejected(new(fields) { [name] = "1900000108" }, SignatureFailure.Mismatch);
        AssertRejected(new(fields) { [name] = "" }, SignatureFailure.Mismatch);
    }

    [TestCase(0, "result_code", TestName = "ReadV2_OfAPaymentWithoutItsResult_IsRejected")]
    [TestCase(0, "return_code", TestName = "ReadV2_OfAPaymentWithoutAReturnCode_IsRejected")]
    [TestCase(7, "event_type", TestName = "ReadV2_OfAnEventWithoutItsType_IsRejected")]
    [TestCase(7, "event_ciphertext", TestName = "ReadV2_OfAnEventWithoutItsCiphertext_IsRejected")]
    public void ReadV2_OfAShapeWithoutAField(int shape, string name)
    {
        var fields = new Dictionary<string, string>(_shapes[shape]);
        fields.Remove(name);

        AssertRejected(fields, SignatureFailure.Mismatch);
        AssertRejected(new(fields) { [name] = "" }, SignatureFailure.Mismatch);
    }

    [TestCase("out_trade_no", "1", TestName = "ReadV2_OfAnOrder_IsRejected")]
    [TestCase("plate_number", "京A00000", TestName = "ReadV2_OfAVehiclesQuery_IsRejected")]
    [TestCase("contract_id", "1", TestName = "ReadV2_OfAContractsQuery_IsRejected")]
    [TestCase("contract_display_account", "张三", TestName = "ReadV2_OfASignedUrl_IsRejected")]
    public void ReadV2_OfARequest(string name, string value) =>
        AssertRejected(
            new() { ["mch_id"] = Merchant.Id, ["appid"] = "wx1", ["nonce_str"] = "N", [name] = value }, SignatureFailure.Mismatch);

    [TestCase("interface_url")]
    [TestCase("prepay_id")]
    public void ReadV2_OfAReportOrOfTheResponseToAnOrder_IsRejected(string name) =>
        AssertRejected(new(_shapes[0]) { [name] = "1" }, SignatureFailure.Mismatch);

    [Test]
    public void ReadV2_OfASignedUrlCutIntoFields_IsRejected()
    {
        // Signed as one text that a buyer chose; posted as the fields in it.
        var signed = new Dictionary<string, string>
        {
            ["attach"] =
                "x&mch_id=" + Merchant.Id + "&out_trade_no=1&result_code=SUCCESS&return_code=SUCCESS&total_fee=99900&transaction_id=4200",
        };
        using var client = new FakePlatform().CreateClient();

        Assert.That(
            () => client.SignUrl("v2/papay/entrustweb", new Dictionary<string, string>(signed) { ["mch_id"] = Merchant.Id }),
            Throws.ArgumentException.With.Message.Contains("'attach'"));
    }

    [TestCase("total_fee")]
    [TestCase("result_code")]
    [TestCase("transaction_id")]
    [TestCase("user_repaid")]
    public void ReadV2_OfAFoldedField_IsRejected(string name)
    {
        var exception = AssertRejected(new(_shapes[0]) { ["attach"] = $"secret-value&{name}=1" }, SignatureFailure.Malformed);

        Assert.That(exception.Message, Does.Not.Contain("secret-value").And.Not.Contain("attach"));
    }

    [TestCase("<a>1</a><secret-name>1</secret-name><secret-name>2</secret-name>")]
    [TestCase("<secret-name><b>1</b></secret-name>")]
    [TestCase("<secret-name>")]
    public void ReadV2_OfAStrangersElements_NamesNone(string elements)
    {
        var exception = Assert.Throws<WeChatPaySignatureException>(() => _reader.ReadV2(Encoding.UTF8.GetBytes($"<xml>{elements}</xml>")))!;

        Assert.That(exception.Message, Does.Not.Contain("secret-name"));
    }

    private static Dictionary<string, string> Signed(Dictionary<string, string> fields)
    {
        var signed = new Dictionary<string, string>(fields);
        signed["sign"] = V2Message.SignatureOf(signed, Hash.TypeMd5, Merchant.ApiV2Key);
        return signed;
    }

    private V2Notification ReadSigned(Dictionary<string, string> fields) => _reader.ReadV2(Encoding.UTF8.GetBytes(Signed(fields).ToXml()));

    private WeChatPaySignatureException AssertRejected(Dictionary<string, string> fields, SignatureFailure reason)
    {
        var exception = Assert.Throws<WeChatPaySignatureException>(() => ReadSigned(fields))!;
        Assert.That(exception.Reason, Is.EqualTo(reason));
        return exception;
    }
}
