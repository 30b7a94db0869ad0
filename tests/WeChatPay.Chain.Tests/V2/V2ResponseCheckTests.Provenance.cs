using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>
/// One key signs requests and all responses: a valid signature proves neither where a value ends nor to which call a text belongs.
/// </summary>
internal sealed partial class V2ResponseCheckTests
{
    private static readonly string[] _deciding =
    [
        "return_code", "result_code", "total_fee", "cash_fee", "settlement_total_fee", "refund_fee", "settlement_refund_fee",
        "out_trade_no", "transaction_id", "out_refund_no", "refund_id", "mch_id", "sub_mch_id", "appid", "openid", "trade_state",
        "refund_status", "contract_id", "change_type", "refund_fee_0", "refund_status_12", "refund_id_0_1", "mchid", "combine_mch_id",
        "fee_type", "user_repaid",
    ];

    [TestCaseSource(nameof(_deciding))]
    public async Task Send_AResponseThatFoldsAField_IsRejected(string name)
    {
        using var client = Client(V2Message.Success(("attach", $"a&{name}=1")).Signed().ToResponse());

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/pay/orderquery").PostAsync(Query)))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(failure.Message, Does.Contain($"'{name}'").And.Not.Contain("attach"));
        Assert.That(failure.OutcomeUnknown);
    }

    [Test]
    public async Task Send_AFailureFoldedIntoTheNonce_IsNotASuccess([Values("MD5", "HMAC-SHA256")] string type, [Values] Way way)
    {
        // The platform signed result_code=FAIL; the signed text is the same if the code is part of the nonce.
        var signed = V2Message.Success(("result_code", "FAIL")).Signed(type);
        var folded = new Dictionary<string, string>(signed) { ["nonce_str"] = signed["nonce_str"] + "&result_code=FAIL" };
        folded.Remove("result_code");
        Assert.That(V2Message.SignatureOf(folded, type, Merchant.ApiV2Key), Is.EqualTo(signed["sign"]));
        using var client = Client(folded.ToResponse());

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.PostAsync(client.Chain("v2/secapi/pay/refund"), Query));
    }

    [TestCase("out_trade_no", "1&spbill_create_ip=1.1.1.1")]
    [TestCase("transaction_id", "4200&trade_type=JSAPI")]
    [TestCase("trade_state", "NOTPAY&trade_state_desc=x")]
    public async Task Send_AFieldFoldedIntoADecidingField_IsRejected(string name, string value)
    {
        using var client = Client(V2Message.Success((name, value)).Signed().ToResponse());

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            client.Chain("v2/pay/orderquery").PostAsync(new { xml = new { mch_id = Merchant.Id } }));
    }

    [TestCase(
        "mweb_url",
        "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx20161110163838f231619da20804912345&package=1037687096")]
    [TestCase("code_url", "weixin://wxpay/bizpayurl?pr=NwY5Mz9&groupid=00")]
    [TestCase("prepay_id", "wx201410272009395522657a690389285100")]
    [TestCase("attach", "A & B, 2&3=5, total_fee=1, & total_fee=1, &Total_fee=1, &total_fee")]
    [TestCase("detail", """{"goods":[{"name":"A&B","price":"total_fee=1"}]}""")]
    public async Task Send_OrdinaryText_IsReturned(string name, string value)
    {
        using var client = Client(V2Message.Success((name, value)).Signed().ToResponse());

        Assert.That((await client.Chain("v2/pay/unifiedorder").PostAsync(Query)).Xml[name], Is.EqualTo(value));
    }

    [Test]
    public async Task Send_TheRequestReflected_IsNotAResponse([Values("xml", "string", "bytes", "memory")] string body, [Values] Way way)
    {
        var handler = new StubHandler(request =>
            new HttpResponseMessage { Content = new ByteArrayContent(request.Content!.ReadAsByteArrayAsync().Result) });
        using var client = handler.CreateClient();
        var fields = new Dictionary<string, string>
        {
            ["mch_id"] = Merchant.Id,
            ["nonce_str"] = "N1",
            ["return_code"] = "SUCCESS",
            ["result_code"] = "SUCCESS"
        };
        var xml = fields.Signed().ToXml();
        var bytes = System.Text.Encoding.UTF8.GetBytes(xml);
        object options = body switch
        {
            "xml" => new { xml = fields },
            "string" => new { body = xml },
            "bytes" => new { body = bytes },
            _ => new { body = new ReadOnlyMemory<byte>(bytes) },
        };

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            way.PostAsync(client.Chain("v2/secapi/pay/refund"), options)))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Mismatch));
        Assert.That(failure.Message, Does.Contain("nonce"));
    }

    [Test]
    public async Task Send_ANoncelessRequestReflected_IsDetectedByItsSignature()
    {
        var fields = new Dictionary<string, string> { ["mch_id"] = Merchant.Id, ["return_code"] = "SUCCESS", ["result_code"] = "SUCCESS" };
        using var client = Client(fields.Signed().ToResponse());

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            client.Chain("v2/cgi-bin/mch/customs/customdeclareorder").PostAsync(new { xml = fields, nonceless = true }));
    }

    [Test]
    public async Task Get_TheQueryReflected_IsNotAResponse()
    {
        var fields = new Dictionary<string, string>
        {
            ["mch_id"] = Merchant.Id,
            ["nonce_str"] = "N1",
            ["return_code"] = "SUCCESS",
            ["result_code"] = "SUCCESS"
        };
        using var client = Client(fields.Signed().ToResponse());

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/x").GetAsync(new { query = fields }));
    }

    [TestCase("mch_id", "1900000108")]
    [TestCase("sub_mch_id", "1900000108")]
    [TestCase("out_trade_no", "B2")]
    [TestCase("transaction_id", "B2")]
    [TestCase("out_refund_no", "B2")]
    [TestCase("contract_id", "B2")]
    public async Task Send_TheResponseToAnotherCall_IsRejected(string name, string value)
    {
        var sent = new Dictionary<string, string>
        {
            ["mch_id"] = Merchant.Id,
            ["sub_mch_id"] = "1",
            [name] = name == "mch_id" ? Merchant.Id : "1"
        };
        using var client = Client(V2Message.Success((name, value)).Signed().ToResponse());
        using var right = Client(V2Message.Success((name, sent[name])).Signed().ToResponse());

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            client.Chain("v2/pay/orderquery").PostAsync(new { xml = sent })))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Mismatch));
        Assert.That(failure.Message, Does.Contain($"'{name}'").And.Not.Contain(value));
        Assert.That((await right.Chain("v2/pay/orderquery").PostAsync(new { xml = sent })).Xml[name], Is.EqualTo(sent[name]));
    }

    [Test]
    public async Task Send_BothNumbersOfAnOrder_ThePlatformsCounts()
    {
        using var client = Client(V2Message.Success(("transaction_id", "T1"), ("out_trade_no", "A1")).Signed().ToResponse());

        var response = await client.Chain("v2/pay/orderquery")
            .PostAsync(new { xml = new { mch_id = Merchant.Id, transaction_id = "T1", out_trade_no = "A2" } });

        Assert.That(response.Xml["out_trade_no"], Is.EqualTo("A1"));
    }

    [Test]
    public async Task Send_AReplayedReportOfTheMerchant_IsNotAResponse()
    {
        using var client = Client(
            V2Message.Success(("interface_url", "https://api.mch.weixin.qq.com/secapi/pay/refund")).Signed().ToResponse());

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/secapi/pay/refund").PostAsync(Query));
    }

    [Test]
    public async Task Send_AnElementNameOfTheSender_IsNotInTheMessage()
    {
        using var client = Client(
            V2Message.OfXml("<xml><return_code>SUCCESS</return_code><secret-value>1</secret-value><secret-value>2</secret-value></xml>"));

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/x").PostAsync(Query)))!.ToString(),
            Does.Not.Contain("secret-value"));
    }
}
