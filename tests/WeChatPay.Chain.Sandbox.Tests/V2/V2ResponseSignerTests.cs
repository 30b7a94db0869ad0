using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.V2;

public sealed class V2ResponseSignerTests : SandboxTests
{
    [TestCase(null, 32)]
    [TestCase("MD5", 32)]
    [TestCase("HMAC-SHA256", 64)]
    public async Task Sign_Response_UsesSignTypeOfRequest(string? type, int length)
    {
        var fields = BareV2.Query(Merchant.Options);
        if (type is not null)
        {
            fields["sign_type"] = type;
        }
        Sandbox.Respond(
            HttpMethod.Post, "v2/pay/orderquery", SandboxResponse.Xml(new { a = "中 <&>\"]]>", b = 101, c = (string?)null, d = "1\r\n2" }));

        var response = (await Merchant.PostXmlAsync(BareV2.OrderQuery, fields.Signed(Merchant.Options))).Fields();

        Assert.That(
            response.Keys, Is.EqualTo(["return_code", "return_msg", "result_code", "a", "b", "c", "d", "mch_id", "nonce_str", "sign"]));
        Assert.That(
            response["sign"],
            Has.Length.EqualTo(length).And.EqualTo(BareV2.SignatureOf(response, type ?? "MD5", Merchant.Options.ApiV2Key!)));
        Assert.That(response["a"], Is.EqualTo("中 <&>\"]]>"));
        Assert.That(response["d"], Is.EqualTo("1\r\n2"));
        Assert.That(response["mch_id"], Is.EqualTo(Merchant.Options.MerchantId));
    }

    [Test]
    public async Task Sign_FieldsGiven_AreKept()
    {
        Sandbox.Respond(
            HttpMethod.Post,
            "pay/orderquery",
            SandboxResponse.Xml(new { sign = "MINE", mch_id = "1", nonce_str = "n", return_msg = "好", result_code = "SUCCESS" }));

        var response = (await QueryAsync()).Fields();

        Assert.That(
            response,
            Is.EqualTo(new Dictionary<string, string>
            {
                ["return_code"] = "SUCCESS",
                ["sign"] = "MINE",
                ["mch_id"] = "1",
                ["nonce_str"] = "n",
                ["return_msg"] = "好",
                ["result_code"] = "SUCCESS"
            }));
    }

    [Test]
    public async Task Sign_ReturnCodeFail_HasNoSignature()
    {
        Sandbox.Respond(HttpMethod.Post, "pay/orderquery", SandboxResponse.Xml(new { return_code = "FAIL", return_msg = "系统错误" }));

        Assert.That((await QueryAsync()).Fields().Keys, Is.EqualTo(["return_code", "return_msg"]));
    }

    [Test]
    public async Task Sign_NotSigned_HasNoSignature()
    {
        Sandbox.Respond(HttpMethod.Post, "pay/orderquery", SandboxResponse.Xml(new { a = 1 }) with { IsSigned = false });

        Assert.That((await QueryAsync()).Fields().Keys, Is.EqualTo(["return_code", "return_msg", "result_code", "a"]));
    }

    [Test]
    public async Task Sign_ResponseWithoutFields_IsSentUnchanged()
    {
        Sandbox.Respond(HttpMethod.Post, "pay/orderquery", SandboxResponse.Text("text"));

        var response = await QueryAsync();

        Assert.That(response.Body, Is.EqualTo("text"));
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    [Test]
    public async Task Sign_XmlForApiV3_IsSignedAsApiV3()
    {
        Sandbox.Respond(HttpMethod.Get, "v3/x", SandboxResponse.Xml(new { a = 1 }));

        var response = await Merchant.GetAsync("/v3/x");

        Assert.That(response.IsSignedFor(Merchant.Options));
        Assert.That(response.Fields().Keys, Has.None.EqualTo("sign"));
    }

    [Test]
    public async Task Sign_SameResponseTwice_HasNewNonce()
    {
        Sandbox.Respond(HttpMethod.Post, "pay/orderquery", SandboxResponse.Xml(new { a = 1 }));

        var first = (await QueryAsync()).Fields();
        var second = (await QueryAsync()).Fields();

        Assert.That(second["nonce_str"], Is.Not.EqualTo(first["nonce_str"]));
    }

    private Task<BareResponse> QueryAsync() =>
        Merchant.PostXmlAsync(BareV2.OrderQuery, BareV2.Query(Merchant.Options).Signed(Merchant.Options));
}
