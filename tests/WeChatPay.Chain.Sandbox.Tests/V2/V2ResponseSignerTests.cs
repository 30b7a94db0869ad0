using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.V2;

public sealed class V2AnswerSignerTests : SandboxTests
{
    [TestCase(null, 32)]
    [TestCase("MD5", 32)]
    [TestCase("HMAC-SHA256", 64)]
    public async Task Sign_AnAnswer_IsSignedAsTheRequestWas(string? type, int length)
    {
        var fields = BareV2.Query(Merchant.Options);
        if (type is not null)
        {
            fields["sign_type"] = type;
        }
        Sandbox.Respond(HttpMethod.Post, "v2/pay/orderquery", SandboxAnswer.Xml(new { a = "中 <&>\"]]>", b = 101, c = (string?)null, d = "1\r\n2" }));

        var answer = (await Merchant.PostXmlAsync(BareV2.OrderQuery, fields.Signed(Merchant.Options))).Fields();

        Assert.That(answer.Keys, Is.EqualTo(["return_code", "return_msg", "result_code", "a", "b", "c", "d", "mch_id", "nonce_str", "sign"]));
        Assert.That(answer["sign"], Has.Length.EqualTo(length).And.EqualTo(BareV2.SignatureOf(answer, type ?? "MD5", Merchant.Options.ApiV2Key!)));
        Assert.That(answer["a"], Is.EqualTo("中 <&>\"]]>"));
        Assert.That(answer["d"], Is.EqualTo("1\r\n2"));
        Assert.That(answer["mch_id"], Is.EqualTo(Merchant.Options.MerchantId));
    }

    [Test]
    public async Task Sign_WhatTheTestGives_Stays()
    {
        Sandbox.Respond(HttpMethod.Post, "pay/orderquery", SandboxAnswer.Xml(new { sign = "MINE", mch_id = "1", nonce_str = "n", return_msg = "好", result_code = "SUCCESS" }));

        var answer = (await QueryAsync()).Fields();

        Assert.That(answer, Is.EqualTo(new Dictionary<string, string> { ["return_code"] = "SUCCESS", ["sign"] = "MINE", ["mch_id"] = "1", ["nonce_str"] = "n", ["return_msg"] = "好", ["result_code"] = "SUCCESS" }));
    }

    [Test]
    public async Task Sign_ReturnCodeFail_IsNotSigned()
    {
        Sandbox.Respond(HttpMethod.Post, "pay/orderquery", SandboxAnswer.Xml(new { return_code = "FAIL", return_msg = "系统错误" }));

        Assert.That((await QueryAsync()).Fields().Keys, Is.EqualTo(["return_code", "return_msg"]));
    }

    [Test]
    public async Task Sign_AnAnswerThatIsNotToBeSigned_IsNot()
    {
        Sandbox.Respond(HttpMethod.Post, "pay/orderquery", SandboxAnswer.Xml(new { a = 1 }) with { IsSigned = false });

        Assert.That((await QueryAsync()).Fields().Keys, Is.EqualTo(["return_code", "return_msg", "result_code", "a"]));
    }

    [Test]
    public async Task Sign_AnAnswerWithoutFields_IsSentAsItIs()
    {
        Sandbox.Respond(HttpMethod.Post, "pay/orderquery", SandboxAnswer.Text("text"));

        var answer = await QueryAsync();

        Assert.That(answer.Body, Is.EqualTo("text"));
        Assert.That(answer.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    [Test]
    public async Task Sign_XmlToApiV3_IsSignedAsApiV3()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/x", SandboxAnswer.Xml(new { a = 1 }));

        var answer = await Merchant.GetAsync("/v3/x");

        Assert.That(answer.IsSignedFor(Merchant.Options));
        Assert.That(answer.Fields().Keys, Has.None.EqualTo("sign"));
    }

    [Test]
    public async Task Sign_TheSameAnswerTwice_HasAnotherNonce()
    {
        Sandbox.Respond(HttpMethod.Post, "pay/orderquery", SandboxAnswer.Xml(new { a = 1 }));

        var first = (await QueryAsync()).Fields();
        var second = (await QueryAsync()).Fields();

        Assert.That(second["nonce_str"], Is.Not.EqualTo(first["nonce_str"]));
    }

    private Task<BareAnswer> QueryAsync() => Merchant.PostXmlAsync(BareV2.OrderQuery, BareV2.Query(Merchant.Options).Signed(Merchant.Options));
}
