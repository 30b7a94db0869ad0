using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>One endpoint returns JSON and others text; from any other endpoint, both are rejected.</summary>
internal sealed partial class V2ResponseCheckTests
{
    private const string Json = """{"access_token":"ACCESS","openid":"oUpF8","expires_in":7200}""";

    [Test]
    public async Task Get_TheAccessToken_IsJson([Values] Way way)
    {
        using var client = Client(FakeResponse.Error(200, Json));

        using var response = await way.GetAsync(
            client.Chain("v2/appauth/getaccesstoken"),
            new { query = new { mch_id = Merchant.Id, code = "C", sign_type = "HMAC-SHA256", sign = "" } });

        Assert.That((string)response.Data.access_token, Is.EqualTo("ACCESS"));
        Assert.That((long)response.Data.expires_in, Is.EqualTo(7200));
        Assert.That(response.Xml, Is.Empty);
    }

    [TestCase("""{"return_code":"FAIL","return_msg":"签名错误"}""", null, "签名错误")]
    [TestCase("""{"return_code":"SUCCESS","result_code":"FAIL","err_code":"PARAM_ERROR","err_code_des":"参数错误"}""", "PARAM_ERROR", "参数错误")]
    public async Task Get_TheAccessTokenRejectedInJson_IsAnApiException(string json, string? code, string message)
    {
        using var client = Client(FakeResponse.Error(200, json));

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            client.Chain("v2/appauth/getaccesstoken").GetAsync(new { query = new { mch_id = Merchant.Id } })))!;

        Assert.That(failure.Code, Is.EqualTo(code));
        Assert.That(failure.ApiMessage, Is.EqualTo(message));
    }

    [TestCase("[1]")]
    [TestCase("\"SUCCESS\"")]
    [TestCase("{\"access_token\":")]
    [TestCase("access_token=ACCESS")]
    public async Task Get_TheAccessTokenThatIsNotAnObject_IsRejected(string body)
    {
        using var client = Client(FakeResponse.Error(200, body));

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            client.Chain("v2/appauth/getaccesstoken").GetAsync(new { query = new { mch_id = Merchant.Id } }));
    }

    [Test]
    public async Task Get_TheAccessTokenAsXml_MustBeSigned()
    {
        using var unsigned = Client(V2Message.Success().ToResponse());
        using var signed = Client(V2Message.Success().Signed().ToResponse());

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            unsigned.Chain("v2/appauth/getaccesstoken").GetAsync(new { query = new { mch_id = Merchant.Id } }));
        Assert.That(() => signed.Chain("v2/appauth/getaccesstoken").GetAsync(new { query = new { mch_id = Merchant.Id } }), Throws.Nothing);
    }

    [Test]
    public async Task Send_JsonOrTextElsewhere_IsRejected(
        [Values("pay/orderquery", "payitil/report", "mmpaymkttransfers/sendredpack")] string path,
        [Values(Json, "{\"return_code\":\"SUCCESS\"}", "SUCCESS", "return_code=SUCCESS", "\u001F\u008B")] string body,
        [Values] Way way)
    {
        using var client = Client(FakeResponse.Error(200, body));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.PostAsync(client.Chain($"v2/{path}"), Query)))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(failure.Message, Does.Contain("not XML").And.Contain("proxy"));
    }
}
