using System.Text;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.V2;

public sealed class V2RequestVerifierTests : OneSandboxTests
{
    private static IEnumerable<TestCaseData> Tampered =>
    [
        Case("AlteredField", fields => fields["out_trade_no"] = "订单-2"),
        Case("AddedField", fields => fields["attach"] = "x"),
        Case("RemovedField", fields => fields.Remove("out_trade_no")),
        Case("RenamedField", fields => (fields["Appid"], _) = (fields["appid"], fields.Remove("appid"))),
        Case("LowerCaseSignature", fields => fields["sign"] = fields["sign"].ToLowerInvariant()),
        Case("EmptySignature", fields => fields["sign"] = ""),
        Case("NoSignature", fields => fields.Remove("sign")),
        Case("OtherAlgorithm", fields =>
            fields["sign_type"] = fields.GetValueOrDefault("sign_type") == "HMAC-SHA256" ? "MD5" : "HMAC-SHA256"),
        Case("UnknownAlgorithm", fields => fields["sign_type"] = "SHA1"),
    ];

    private static IEnumerable<TestCaseData> Unreadable =>
    [
        new TestCaseData("").SetArgDisplayNames("Empty"),
        new TestCaseData("{}").SetArgDisplayNames("Json"),
        new TestCaseData("<xml/>").SetArgDisplayNames("NoFields"),
        new TestCaseData("<xml><mch_id>1</mch_id>").SetArgDisplayNames("CutOff"),
        new TestCaseData("<root><mch_id>1</mch_id></root>").SetArgDisplayNames("OtherRoot"),
        new TestCaseData("<xml><mch_id>1</mch_id><mch_id>1</mch_id></xml>").SetArgDisplayNames("FieldTwice"),
        new TestCaseData("<xml><mch_id><a>1</a></mch_id></xml>").SetArgDisplayNames("Nested"),
        new TestCaseData("<!DOCTYPE xml [<!ENTITY e \"1\">]><xml><mch_id>&e;</mch_id></xml>").SetArgDisplayNames("Dtd"),
    ];

    [Test]
    public async Task Verify_CorrectlySignedFields_AreAccepted(
        [Values("POST", "GET")] string method,
        [Values("MD5", "HMAC-SHA256", "", null)] string? type,
        [Values("mch_id", "mchid", "combine_mch_id")] string merchant)
    {
        var fields = Query(type);
        (fields[merchant], _) = (fields["mch_id"], merchant == "mch_id" || fields.Remove("mch_id"));

        var response = await SendAsync(method, fields.Signed(Merchant.Options));

        Assert.That(response.StatusCode, Is.EqualTo(404));
        Assert.That(response.Fields()["return_msg"], Is.EqualTo("请求的资源不存在"));
    }

    [TestCaseSource(nameof(Tampered))]
    public async Task Verify_TamperedFields_AreRejected(Action<Dictionary<string, string>> change)
    {
        foreach (var type in new[] { null, "HMAC-SHA256" })
        {
            foreach (var method in new[] { "POST", "GET" })
            {
                var fields = Query(type).Signed(Merchant.Options);
                change(fields);

                AssertRejected(await SendAsync(method, fields), "签名错误");
            }
        }
    }

    [Test]
    public async Task Verify_OtherKey_IsRejected()
    {
        var fields = Query(type: null);
        fields["sign"] = BareV2.SignatureOf(fields, "MD5", Merchant.Options.ApiV3Key!);

        AssertRejected(await SendAsync("POST", fields), "签名错误");
    }

    [TestCase("1900000100")]
    [TestCase("")]
    [TestCase(null)]
    public async Task Verify_OtherOrNoMerchant_IsRejected(string? merchant)
    {
        var fields = Query(type: null);
        fields.Remove("mch_id");
        if (merchant is not null)
        {
            fields["mch_id"] = merchant;
        }

        AssertRejected(await SendAsync("POST", fields.Signed(Merchant.Options)), "签名错误");
    }

    [TestCaseSource(nameof(Unreadable))]
    public async Task Verify_BodyWithoutFlatFields_IsRejected(string xml) =>
        AssertRejected(await Merchant.PostXmlAsync("/pay/orderquery", xml), "XML格式错误");

    [Test]
    public async Task Verify_GetWithoutFields_IsRejected() =>
        AssertRejected(await Merchant.GetQueryAsync("/papay/h5entrustweb", []), "XML格式错误");

    [Test]
    public async Task Verify_SignedForm_IsAcceptedUnlessTampered([Values] bool tampered)
    {
        var fields = new Dictionary<string, string> { ["mch_id"] = Merchant.Options.MerchantId, ["media_hash"] = "0b1c" }
            .Signed(Merchant.Options);
        using var form = new MultipartFormDataContent { { new ByteArrayContent([0xFF, 0xD8]), "media", "执照.jpg" } };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(tampered && name == "media_hash" ? "0b1d" : value), name);
        }
        var request = Merchant.CreateRequest(HttpMethod.Post, "/secapi/mch/uploadmedia", "", authorization: null);
        request.Content = form;

        var response = await Merchant.SendAsync(request);

        Assert.That(response.Fields()["return_msg"], Is.EqualTo(tampered ? "签名错误" : "请求的资源不存在"));
    }

    [Test]
    public async Task Verify_ApiV3Path_IsNeverApiV2([Values("/v3/pay/orderquery", "/hk/v3/x")] string target)
    {
        var response = await Merchant.PostXmlAsync(target, Query(type: null).Signed(Merchant.Options));

        Assert.That(response.StatusCode, Is.EqualTo(401));
        Assert.That(response.Code, Is.EqualTo("SIGN_ERROR"));
    }

    private static TestCaseData Case(string name, Action<Dictionary<string, string>> change) =>
        new TestCaseData(change).SetArgDisplayNames(name);

    private static void AssertRejected(BareResponse response, string message)
    {
        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(
            Encoding.UTF8.GetString(response.BodyBytes),
            Is.EqualTo($"<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[{message}]]></return_msg></xml>"));
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    private Dictionary<string, string> Query(string? type)
    {
        var fields = BareV2.Query(Merchant.Options);
        if (type is not null)
        {
            fields["sign_type"] = type;
        }
        return fields;
    }

    // Not a built-in endpoint, so a correctly signed request is not found.
    private Task<BareResponse> SendAsync(string method, Dictionary<string, string> fields) =>
        method == "GET" ? Merchant.GetQueryAsync("/pay/nowhere", fields) : Merchant.PostXmlAsync("/pay/nowhere", fields);
}
